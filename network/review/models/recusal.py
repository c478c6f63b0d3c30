"""Who has no vote on a page, and why: written once, never taken back."""

from itertools import chain

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import IntegerField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from ..questions import answers, reviewed_models

SUBMITTERS = ("requested_by", "task_states__committeetaskstate__submitted_by")


class RecusalQuerySet(models.QuerySet):
    def write_down(self, page, speakers):
        """Keep whom `page` concerns by what is so now.

        `speakers`: the keys of the pages that speak through the version that is read.
        """
        rounds = WorkflowState.objects.for_instance(page).order_by()
        sent = chain.from_iterable(rounds.values_list(*SUBMITTERS))
        versions = Revision.objects.for_instance(page).order_by()
        wrote = versions.values_list("user", flat=True).distinct()
        voices = (pair for ask in answers("voices_of") for pair in ask(speakers))
        Kind = Recusal.Kind
        self._keep(
            [
                *((page.pk, who, Kind.AUTHOR, None) for who in (page.owner_id, *sent)),
                *((page.pk, who, Kind.EDITOR, None) for who in wrote),
                *((page.pk, who, Kind.SPEAKER, whom) for who, whom in voices),
            ]
        )

    def wrote(self, page, user_id):
        """At each save: a purge or a hand-over takes nobody's name away."""
        Kind = Recusal.Kind
        self._keep(
            [
                (page.pk, page.owner_id, Kind.AUTHOR, None),
                (page.pk, user_id, Kind.EDITOR, None),
            ]
        )

    def speaks(self, user_id, speaker_id):
        """An account speaks for a page from now on: all that it says concerns her."""
        speaker = Page.objects.get(pk=speaker_id)
        heard = WorkflowState.objects.filter(
            task_states__committeetaskstate__speakers=speaker
        ).annotate(key=Cast("object_id", IntegerField()))
        said = Q(pk__in=heard.values("key"))
        for ask in answers("pages_of"):
            said |= Q(pk__in=ask(speaker))
        types = ContentType.objects.get_for_models(*reviewed_models()).values()
        pages = Page.objects.filter(said, content_type__in=types).order_by()
        self._keep(
            [
                (page, user_id, Recusal.Kind.SPEAKER, speaker_id)
                for page in pages.values_list("pk", flat=True)
            ]
        )

    def _keep(self, found):
        """Add what is new of these (page, user, kind, speaker); without user, nothing.

        Trap: in one order, else two transactions that add the same wait for each other.
        """
        found = {tuple(one[:3]): one[3] for one in found if one[1]}
        pages, users = ({key[place] for key in found} for place in (0, 1))
        there = self.filter(page__in=pages, user__in=users)
        known = set(there.values_list("page", "user", "kind"))
        self.bulk_create(
            [
                Recusal(page_id=page, user_id=user, kind=kind, speaker_id=speaker)
                for (page, user, kind), speaker in sorted(found.items())
                if (page, user, kind) not in known
            ],
            ignore_conflicts=True,
        )


class Recusal(models.Model):
    """What made it so may end (a version purged, a hand-over, a departure, a move): the
    row stays, until the page or the account goes."""

    class Kind(models.TextChoices):
        """In the order, of letters too, in which the first explains best."""

        AUTHOR = "author", _("vous avez écrit ou envoyé ce texte")
        EDITOR = "editor", _("vous avez modifié ce texte")
        SPEAKER = "speaker", _("vous parlez, ou avez parlé, pour qui l’a écrite")

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("raison"), max_length=7, choices=Kind)
    speaker = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(_("depuis le"), auto_now_add=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("récusation")
        verbose_name_plural = _("récusations")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "user", "kind"], name="one_recusal_of_a_kind"
            )
        ]

    def __str__(self):
        return f"{self.user_id} → {self.page_id} ({self.kind})"
