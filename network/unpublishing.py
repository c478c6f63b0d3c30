"""What goes offline with a page, and what stays: said before, and decided once.

Source: editorial.md, section 4.11.
"""

from wagtail.admin.views.pages.bulk_actions import UnpublishBulkAction
from wagtail.admin.views.pages.unpublish import UnpublishView

from .review.questions import reviewed_models
from .reviewed_documents import ReviewedDocument


def online_below(page):
    """How many pages below may go offline with it, and how many stay: {"going", "staying"}.

    A fiche stays: it is withdrawn on its own, with a reason.
    """
    live = page.get_descendants().live()
    fiches = [one for one in reviewed_models() if not issubclass(one, ReviewedDocument)]
    staying = live.type(*fiches).count()
    return {"going": live.count() - staying, "staying": staying}


class UnpublishingView(UnpublishView):
    """A document takes its chapters along; what stands below a federation stays, unless
    one asks: back online each document would have to be approved again."""

    template_name = "network/unpublish.html"

    @property
    def is_document(self):
        return isinstance(self.object, ReviewedDocument)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | online_below(self.object) | {"is_document": self.is_document}

    def unpublish(self):
        if self.is_document:
            self.request.POST = self.request.POST.copy()
            self.request.POST["include_descendants"] = "on"
        return super().unpublish()


class UnpublishMany(UnpublishBulkAction):
    """The same rule for many at once."""

    template_name = "network/unpublish_many.html"

    @classmethod
    def execute_action(cls, objects, include_descendants=False, **options):
        pages, below = 0, 0
        for page in objects:
            # Trap: a base Page would leave the approval of a document standing.
            page = page.specific
            goes_whole = include_descendants or isinstance(page, ReviewedDocument)
            done = super().execute_action([page], goes_whole, **options)
            pages, below = pages + done[0], below + done[1]
        return pages, below

    def get_success_message(self, num_parent_objects, num_child_objects):
        self.cleaned_form.cleaned_data["include_descendants"] = bool(num_child_objects)
        return super().get_success_message(num_parent_objects, num_child_objects)
