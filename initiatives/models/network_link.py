"""What a fiche shows in practice of the network's documents: outside the voted text.

Written from the fiche, or from the entry or group; both ends read it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InitiativeEntry(models.Model):
    fiche = models.ForeignKey(
        "initiatives.InitiativePage",
        verbose_name=_("fiche"),
        on_delete=models.CASCADE,
        related_name="entry_links",
    )
    entry = models.ForeignKey(
        "projects.PublishedEntry",
        verbose_name=_("ligne d’un projet"),
        on_delete=models.CASCADE,
        related_name="fiche_links",
    )

    class Meta:
        verbose_name = _("lien vers un projet")
        verbose_name_plural = _("liens vers les projets")
        constraints = [
            models.UniqueConstraint(
                fields=["fiche", "entry"], name="one_link_of_a_fiche_and_an_entry"
            )
        ]

    def __str__(self):
        return f"{self.fiche_id} → {self.entry_id}"


class InitiativeGroup(models.Model):
    fiche = models.ForeignKey(
        "initiatives.InitiativePage",
        verbose_name=_("fiche"),
        on_delete=models.CASCADE,
        related_name="group_links",
    )
    group = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("groupe ou commission"),
        on_delete=models.CASCADE,
        related_name="fiche_links",
    )

    class Meta:
        verbose_name = _("lien vers un groupe")
        verbose_name_plural = _("liens vers les groupes")
        constraints = [
            models.UniqueConstraint(
                fields=["fiche", "group"], name="one_link_of_a_fiche_and_a_group"
            )
        ]

    def __str__(self):
        return f"{self.fiche_id} → {self.group_id}"
