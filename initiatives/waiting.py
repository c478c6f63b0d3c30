"""The webmaster's home: what waits for her, and where it is answered."""

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from home.post.unsent import REFUSED, unsent
from network.approval import pages_to_approve
from network.permissions import centres_of

from .permissions import removal_requests_of

SHOWN = 10  # pages, the oldest changes first; the count says how many


class WaitingPanel(Component):
    """« Ce qui vous attend »: pages to approve, requests for removal, lost mails."""

    name = "waiting"
    order = 20
    template_name = "initiatives/includes/waiting_panel.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        pages = list(pages_to_approve()[: SHOWN + 1])
        count = len(pages) if len(pages) <= SHOWN else pages_to_approve().count()
        return {
            "pages": [(page, _address_of_changes(page)) for page in pages[:SHOWN]],
            "page_count": count,
            "removals": self.count_of_removals(),
            "requests_url": reverse("life:requests"),
            "mails": list(lines_of_mails(unsent())),
        }

    def count_of_removals(self):
        """0 for who has a centre: the panel of its fiches says it above."""
        if centres_of(self.user):
            return 0
        return removal_requests_of(self.user).filter(handled_at=None).count()


def _address_of_changes(page):
    if not page.live:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"]
    )


def lines_of_mails(unsent):
    """(sentence, address or "") for each kind of mail that did not go out."""
    if unsent.refused:
        words = ngettext(
            "%(number)s message a été refusé cette semaine : vérifiez l’adresse",
            "%(number)s messages ont été refusés cette semaine : vérifiez les adresses",
            unsent.refused,
        )
        address = reverse("wagtailadmin_reports:site_history")
        yield words % {"number": unsent.refused}, f"{address}?action={REFUSED}"
    if unsent.waiting:
        words = ngettext(
            "%(number)s message n’est pas encore parti : le serveur d’envoi ne répond "
            "pas. Il repartira de lui-même pendant une semaine.",
            "%(number)s messages ne sont pas encore partis : le serveur d’envoi ne "
            "répond pas. Ils repartiront d’eux-mêmes pendant une semaine.",
            unsent.waiting,
        )
        yield words % {"number": unsent.waiting}, ""
    if unsent.failed:
        words = ngettext(
            "%(number)s message n’a pas pu être écrit : prévenez qui tient le serveur, "
            "son journal dit pourquoi.",
            "%(number)s messages n’ont pas pu être écrits : prévenez qui tient le "
            "serveur, son journal dit pourquoi.",
            unsent.failed,
        )
        yield words % {"number": unsent.failed}, ""
