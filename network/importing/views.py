"""The screens of an import: give a file, see what changes, do it, read what was done."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from home.downloads import file_of
from home.keys import typed_key
from home.permissions import has_full_admin
from home.sheets.tables import NotATable
from home.sheets.writing import csv_of
from home.work import progress as work_progress

from . import asking
from . import report as telling
from .forms import FileForm
from .models import CentreImport, ImportLine

PAGE_SIZE = 50
LATEST = 10
ABSENT = "absent"


def for_webmasters(view):
    """The whole site is written: nobody else."""

    @require_admin_access
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not has_full_admin(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@for_webmasters
@require_http_methods(["GET", "POST"])
def give(request):
    """A file that is no list says why and what to do; nothing of it is kept."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid() and (kept := _prepared(form, request.user)):
            return redirect("importing:preview", kept.pk)
    imports = CentreImport.objects.select_related("work", "asked_by")[:LATEST]
    context = {"form": form, "imports": imports}
    status = 400 if form.is_bound else 200
    return render(request, "importing/give.html", context, status=status)


def _prepared(form, user):
    file = form.cleaned_data["file"]
    try:
        return asking.prepare(file.read(), file.name, user=user)
    except NotATable as refusal:
        for sentence in refusal.sentences:
            form.add_error("file", sentence)


@for_webmasters
@require_http_methods(["GET", "POST"])
def preview(request, import_id):
    """Before the job what would change, with what to tick; after it what was done."""
    kept = get_object_or_404(CentreImport.objects.select_related("work"), pk=import_id)
    if request.method == "POST" and kept.work_id is None:
        _take_ticks(kept, request.POST)
        if "launch" in request.POST:
            return launch(request, import_id)
        messages.success(request, _("Vos choix sont enregistrés."))
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    counts = telling.counts_of(kept)
    shown = request.GET.get("voir", "")
    if shown not in (*counts, ABSENT):
        shown = next((what for what in SHOWN_FIRST if counts[what]), "")
    page = Paginator(_rows(kept, shown), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {"kept": kept, "page": page, "shown": shown, "job": kept.work}
    context["tabs"] = _tabs(kept, counts)
    context["due"] = kept.lines.due().count()
    if shown != ABSENT:
        _put_in_words(page)
    return render(request, "importing/preview.html", context)


What = ImportLine.What
TABS = {
    What.REFUSE: _l("Refusées"),
    What.CHANGE: _l("À modifier"),
    What.CREATE: _l("À créer"),
    What.KEEP: _l("Gardées"),
    What.SAME: _l("Sans changement"),
}
DONE_TABS = TABS | {What.CHANGE: _l("Modifiées"), What.CREATE: _l("Créées")}
SHOWN_FIRST = tuple(TABS)


def _rows(kept, shown):
    if shown == ABSENT:
        return kept.absent()
    return kept.lines.filter(what=shown).select_related("centre")


def _tabs(kept, counts):
    labels = DONE_TABS if kept.work_id else TABS
    tabs = [(what, labels[what], counts[what]) for what in SHOWN_FIRST]
    return [*tabs, (ABSENT, _("Absents du fichier"), kept.absent().count())]


def _put_in_words(page):
    names = telling.federations()
    for line in page:
        line.said = telling.in_words(line, names)
        line.outcome = telling.outcome_of(line)


def _take_ticks(kept, posted):
    """What this page of the preview showed, and what of it is ticked now."""
    keys = filter(None, map(typed_key, posted.getlist("line")))
    lines = kept.lines.in_bulk(list(keys))
    for line in lines.values():
        kept_names = [name for name, *_said, is_kept in line.differences if is_kept]
        ticked = posted.getlist(f"tick-{line.pk}")
        line.ticked = [name for name in kept_names if name in ticked]
        line.is_skipped = f"skip-{line.pk}" in posted
        line.is_due = line.is_due or bool(line.ticked)
    ImportLine.objects.bulk_update(lines.values(), ["ticked", "is_skipped", "is_due"])


@for_webmasters
@require_POST
def launch(request, import_id):
    kept = get_object_or_404(CentreImport, pk=import_id)
    try:
        asking.begin(kept, user=request.user)
    except asking.NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("importing:preview", kept.pk)
    return redirect("importing:progress", kept.pk)


@for_webmasters
@require_http_methods(["GET", "POST"])
def progress(request, import_id):
    """Each look does the next piece, unless a worker is at it."""
    kept = get_object_or_404(CentreImport.objects.select_related("work"), pk=import_id)
    if kept.work is None:
        return redirect("importing:preview", kept.pk)
    if request.method == "POST":
        return work_progress.answer(request, kept.work, request.path)
    job = work_progress.go_on(kept.work)
    context = {"kept": kept, "job": job, "counts": telling.counts_of(kept)}
    answer = render(request, "importing/progress.html", context)
    return work_progress.come_back(answer, job)


@for_webmasters
@require_POST
def forget(request, import_id):
    """One that was never launched: nothing of it was written."""
    kept = get_object_or_404(CentreImport, pk=import_id, work=None)
    kept.delete()
    messages.success(request, _("Cet import est oublié : rien n’a été écrit."))
    return redirect("importing:give")


@for_webmasters
@require_GET
def report(request, import_id) -> HttpResponse:
    kept = get_object_or_404(CentreImport, pk=import_id)
    return file_of(csv_of(list(telling.table_of(kept))), "csv", f"import-{kept.pk}")
