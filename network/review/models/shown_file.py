"""The files that visitors get with a page, by the hash that they had then."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShownFile(models.Model):
    """Written when a version goes online; the triggers keep it until the next one."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+"
    )
    picture = models.ForeignKey(
        "home.Picture", null=True, on_delete=models.CASCADE, related_name="+"
    )
    document = models.ForeignKey(
        "home.Attachment", null=True, on_delete=models.CASCADE, related_name="+"
    )
    file_hash = models.CharField(max_length=40)

    # Who uses a file is asked of pages: this row outlives their withdrawal.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("fichier en ligne")
        verbose_name_plural = _("fichiers en ligne")

    def __str__(self):
        return f"{self.page_id} → {self.picture_id or self.document_id}"
