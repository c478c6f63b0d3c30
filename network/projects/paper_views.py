"""From paper to the plan: what is understood, and the draft as a spreadsheet."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access

from home.signs import in_french

from .download import answer_of
from .models import FederalProjectPage
from .outline.entries import rows_from, with_own_identity
from .outline.linking import names_of
from .outline.paper import paper_of_sheet, paper_of_text, without_links
from .outline.rows import NotAnOutline
from .outline.sheets import PLAN
from .views import written


@require_admin_access
@require_POST
def understand(request, page_id):
    """What was understood of a text or of a spreadsheet: it writes nothing."""
    page, _federation = written(request.user, page_id)
    try:
        paper = _paper_of(request)
    except NotAnOutline as refusal:
        context = {"refused": refusal.sentences}
    else:
        remarks = _make_own(paper, page, request.user)
        context = {
            "lines": paper.lines(),
            "has_rows": bool(paper.rows),
            "remarks": paper.remarks + remarks,
        }
    return render(request, "network/projects/outline/paper.html", context)


def _paper_of(request):
    file = request.FILES.get("file")
    if file is None:
        text = request.POST.get("text", "")
        if not text.strip():
            raise NotAnOutline(
                _("Il n’y a rien à lire : collez d’abord votre texte dans le cadre.")
            )
        return paper_of_text(text)
    return paper_of_sheet(file.read(PLAN.bytes + 1))  # more is refused, whatever it is


def _make_own(paper, page, user):
    """Rows of another document become rows of this one; what to tell of it, a list."""
    before = [row.id for row in paper.rows]
    rows = with_own_identity(page or FederalProjectPage(), paper.rows)
    new = sum(row.id != key for row, key in zip(rows, before, strict=True))
    gone = _links_to_leave(rows, page, user)
    paper.take(without_links(rows, gone))
    said = []
    if new:
        words = ngettext(
            "%(count)s ligne est d’un autre document : elle sera une ligne de celui-ci, "
            "sans toucher à l’autre.",
            "%(count)s lignes sont d’un autre document : elles seront des lignes de "
            "celui-ci, sans toucher à l’autre.",
            new,
        )
        said.append(words % {"count": in_french(new)})
    if gone:
        said.append(
            _(
                "Les liens vers des pages que vous ne pouvez pas lire, ou qui n’existent "
                "plus, ne sont pas repris : %(links)s."
            )
            % {"links": ", ".join(sorted(gone)[:10]) + ("…" if len(gone) > 10 else "")}
        )
    return said


def _links_to_leave(rows, page, user):
    """Those that a save would refuse: a link that the draft has stays."""
    former = rows_from(page.get_latest_revision_as_object()) if page else []
    known = {token for row in former for token in row.links}
    tokens = {token for row in rows for token in row.links} - known
    return {one.token for one in names_of(sorted(tokens), user) if not one.kind}


@require_admin_access
@require_GET
def sheet(request, page_id, form):
    """The draft as it was last saved; `form`: "xlsx" or "csv"."""
    page, _federation = written(request.user, page_id)
    if page is None:
        raise Http404
    draft = page.get_latest_revision_as_object()
    return answer_of(rows_from(draft), draft.title, form)
