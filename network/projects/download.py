"""The plan of a published project as a sheet, which can be imported again as it is."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from home.downloads import file_of
from home.slugs import slug_of
from network.review.rows import take_voted_rows

from .models import FederalProjectPage
from .models.published_entry import plain_rows
from .outline.export import as_csv, as_xlsx

WRITERS = {"csv": as_csv, "xlsx": as_xlsx}


def sheet(request, pk, form):
    """`form`: "xlsx" or "csv"; 404 for a project that visitors do not see."""
    projects = FederalProjectPage.objects.published().select_related("live_revision")
    page = get_object_or_404(projects, pk=pk)
    take_voted_rows(page)
    return answer_of(plain_rows(page.entries.all()), page.title, form)


def answer_of(rows, title, form):
    """The file of these rows, under the name of their document; 404 for another form."""
    if form not in WRITERS:
        raise Http404
    return file_of(WRITERS[form](rows), form, slug_of(title)[:80] or "plan")
