"""The views of the guided form: nothing typed is lost at its door."""

import json

from django.contrib import messages as django_messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.locks import WorkflowLock
from wagtail.models import Page

from network.review.buttons import ReviewedActionMenu
from network.review.taking_back import TakingBack

from .forms import wait_for_siblings
from .guided import NOT_SAVED, REFUSED, SUBMITTING, GuidedForm
from .newer import NewerVersion
from .progress import hold_rows
from .refusal import show_beside_fields


class InitiativeCreateView(GuidedForm, CreateView):
    def dispatch(self, request, *args, parent_page_id, **kwargs):
        """Two posts of one form at once: the second waits, then edits the page."""
        if request.method == "POST":
            wait_for_siblings(get_object_or_404(Page, pk=parent_page_id))
        kwargs["parent_page_id"] = parent_page_id
        return super().dispatch(request, *args, **kwargs)

    def post(self, request):
        if sentence := self.why_key_is_refused():
            return self.give_back(sentence)
        if self.open_form:
            return self.edit_what_was_made()
        return super().post(request)

    def is_of_this_view(self, page):
        return page.is_child_of(self.parent_page)

    def show_wrong(self, wrong):
        """In the editor of the page that was just made."""
        return InitiativeEditView.as_view(wrong=wrong)(self.request, self.page.pk)

    def edit_what_was_made(self):
        """A later post of the form that made a page, whose answer was lost: an edit."""
        page = self.open_form.page
        response = InitiativeEditView.as_view()(self.request, page.pk)
        if not self.expects_json_response or response.status_code != 200:
            return response
        told = json.loads(response.content)
        # As the core's first answer: the browser makes an editor of its form.
        told.pop("html")
        address = reverse(self.edit_url_name, args=[page.pk])
        told |= {"url": address, "hydrate_url": f"{address}?_w_hydrate_create_view=1"}
        return JsonResponse(told)

    def parent_of(self, page):
        return self.parent_page

    def make_action_menu(self):
        return ReviewedActionMenu(
            self.request,
            view="create",
            parent_page=self.parent_page,
            lock=None,
            locked_for_user=False,
        )

    def fresh_page(self):
        return self.page_class(owner=self.request.user, locale=self.locale)


class InitiativeEditView(NewerVersion, GuidedForm, TakingBack, EditView):
    def add_save_confirmation_message(self):
        said = _("Votre fiche est enregistrée.")
        if self.page.live:
            said = _(
                "Votre nouvelle version est enregistrée. La version en ligne ne change "
                "pas : envoyez la nouvelle au comité quand elle est prête."
            )
        messages.success(self.request, said)

    partials_template_name = "initiatives/form/partials.html"
    wrong = None  # of a post whose rest was just saved: a list of Wrong

    def dispatch(self, request, page_id, **kwargs):
        """Saves of one page wait for each other before the core reads what is newest."""
        if request.method == "POST":
            page = get_object_or_404(Page, pk=page_id)
            wait_for_siblings(page.get_parent())
        return super().dispatch(request, page_id, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.locked_for_user:
            self.autosave_enabled = False
        return super().get(request, *args, **kwargs)

    def make_action_menu(self):
        return ReviewedActionMenu(
            self.request,
            view="edit",
            page=self.page,
            lock=self.lock,
            locked_for_user=self.locked_for_user,
        )

    def fresh_page(self):
        return self.get_object()

    def parent_of(self, page):
        return self.parent

    def is_of_this_view(self, page):
        return page.pk == self.page.pk

    def get_object(self):
        page = super().get_object()
        if self.request.method == "GET" or self.expects_json_response:
            # Asked thirty times to show one form (wagtail#6876); a click changes it.
            known = self.real_page_record._current_workflow_states
            page._current_workflow_states = known
        if self.request.method == "GET":
            # A page without draft reads each list of rows again whenever it is asked.
            hold_rows(page)
        return page

    def get_context_data(self, **kwargs):
        is_refused = self.request.method == "GET" and REFUSED in self.request.GET
        if self.wrong is not None:
            self.show_what_is_wrong()
        elif is_refused and not self.locked_for_user:
            self.show_what_is_missing()
        return super().get_context_data(**kwargs)

    def render_partials(self):
        """What an autosave refreshes, without what the core packs for a whole page.

        Trap: its context builds the form once more for the browser, a third of the
        cost of an autosave, and these templates show none of it.
        """
        panels = self.get_side_panels()
        context = super(EditView, self).get_context_data(
            page=self.page, side_panels=panels, progress=self.progress_in(panels)
        )
        return render_to_string(self.partials_template_name, context, self.request)

    def show_what_is_missing(self):
        if missing := self.page.missing_items():
            show_beside_fields(self.form, missing, self.page)
            said = self.list_of_missing(missing)
            self.replace_messages(django_messages.WARNING, said)

    def show_wrong(self, wrong):
        """In an editor anew: this one knows what was there before."""
        return InitiativeEditView.as_view(wrong=wrong)(self.request, self.page.pk)

    def show_what_is_wrong(self):
        """The editor of what was saved, with her words in it as she typed them."""
        is_sent, said = (
            self.action_name in SUBMITTING,
            {one.anchor for one in self.wrong},
        )
        missing = self.page.missing_items() if is_sent else []
        missing = [item for item in missing if item.anchor not in said]
        self.form, self.has_unsaved_changes = self.bind_as_draft(self.page), True
        show_beside_fields(self.form, missing, self.page)
        told = self.list_of_missing(
            [*self.wrong, *missing], "" if is_sent else NOT_SAVED
        )
        self.replace_messages(django_messages.WARNING, told)

    def post(self, request, *args, **kwargs):
        if self.wrong is not None:
            return self.get(request)
        if self.is_cancelling_workflow:
            return self.cancel_review()
        if sentence := self.why_key_is_refused():
            return self.give_back(sentence)
        if self.locked_for_user:
            return self.refuse_what_is_locked()
        is_click = not self.expects_json_response
        if is_click and self.is_out_of_date and not self.says_the_same:
            return self.show_both()
        self.choose_revision()
        return super().post(request, *args, **kwargs)

    def refuse_what_is_locked(self):
        """It was sent, or locked, while she typed; a second click is no refusal."""
        sentence = _(
            "Le comité a commencé à lire cette fiche pendant que vous écriviez : "
            "personne ne peut la modifier d’ici sa réponse."
        )
        if not isinstance(self.lock, WorkflowLock):
            sentence = _("Cette fiche a été verrouillée pendant que vous écriviez.")
        if self.expects_json_response:
            return self.json_error_response("locked", sentence)
        if not self.says_the_same:
            raise PermissionDenied(sentence)
        if "action-submit" in self.request.POST and self.page.workflow_in_progress:
            return self.say_sent(self.redirect_away())
        return self.redirect_and_remain()

    def choose_revision(self):
        """An autosave rewrites the one before; what a person saves is a revision anew.

        Trap: the core would rewrite the revision of the autosave; one that was on its
        way when she clicked would rewrite it once more, with older words.
        """
        self.request.POST = self.request.POST.copy()
        if not self.expects_json_response:
            self.request.POST.pop("overwrite_revision_id", None)
        elif self.wrote_the_newest:  # also the one whose answer was lost
            self.request.POST["overwrite_revision_id"] = str(self.newest[0])
