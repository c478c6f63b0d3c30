"""The editor of every page but fiches: it says what a save did, and who reads next."""

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from .document_panel import warn_who_sent
from .review.buttons import ReviewedActionMenu
from .review.page import ReviewedPage
from .review.sending import Sending
from .review.taking_back import TakingBack
from .reviewed_documents import ReviewedDocument


class SendingToAnimators(Sending):
    """After a sending the editor closes, and what its panel says with it."""

    def say_sent(self, response):
        super().say_sent(response)
        if isinstance(self.page, ReviewedDocument):
            warn_who_sent(self.request, self.page)
        return response


class AddingView(SendingToAnimators, CreateView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if issubclass(self.page_class, ReviewedPage):
            context["action_menu"] = ReviewedActionMenu(
                self.request,
                view="create",
                parent_page=self.parent_page,
                lock=None,
                locked_for_user=False,
            )
        return context


class EditingView(SendingToAnimators, TakingBack, EditView):
    """A save says whether visitors read it, and if not whom it waits for."""

    def get_action_menu(self):
        if not isinstance(self.page, ReviewedPage):
            return super().get_action_menu()
        return ReviewedActionMenu(
            self.request,
            view="edit",
            page=self.page,
            lock=self.lock,
            locked_for_user=self.locked_for_user,
        )

    @property
    def is_cancelling_workflow(self):
        return isinstance(self.page, ReviewedPage) and super().is_cancelling_workflow

    def post(self, request, *args, **kwargs):
        if self.is_cancelling_workflow:
            return self.cancel_review()
        return super().post(request, *args, **kwargs)

    def add_save_confirmation_message(self):
        if self.is_reverting:
            return super().add_save_confirmation_message()
        allowed = self.page.permissions_for_user(self.request.user)
        said = _what_a_save_did(self.page, allowed.can_publish())
        messages.success(self.request, said)


class CentreEditingView(EditingView):
    """No autosave: its facts are online with each save, and none half typed."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"autosave_enabled": False}


def _what_a_save_did(page, is_publisher):
    if isinstance(page, ReviewedPage):
        return page.naming().say(_what_stays_to_do(page))
    if is_publisher and page.live:
        return _(
            "Vos changements sont enregistrés comme brouillon. La page en ligne ne "
            "change pas tant que vous ne les publiez pas."
        )
    if is_publisher:
        return _(
            "Votre brouillon est enregistré. La page n’est pas en ligne tant que vous "
            "ne la publiez pas."
        )
    if page.live:
        return _(
            "Vos changements sont enregistrés. Ils attendent un webmestre, qui les "
            "relit puis les publie : d’ici là, la page en ligne ne change pas."
        )
    return _(
        "Vos changements sont enregistrés. La page n’est pas en ligne : elle attend un "
        "webmestre, qui la relit puis la publie."
    )


def _what_stays_to_do(page):
    """Of a page that who reads it puts online, not a webmaster."""
    if page.live:
        return _(
            "Vos changements sont enregistrés. Tout le monde lit encore l’ancienne "
            "version : envoyez-les %(to_judges)s quand ils sont prêts."
        )
    if isinstance(page, ReviewedDocument):
        return _(
            "Votre brouillon est enregistré. Seule votre fédération lit %(the)s : "
            "envoyez-%(it)s %(to_judges)s quand tout est prêt."
        )
    return _(
        "Votre brouillon est enregistré. Personne ne lit encore %(the)s : "
        "envoyez-%(it)s %(to_judges)s quand tout est prêt."
    )
