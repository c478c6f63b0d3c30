"""The page of a job: how far it is, and the next piece where no worker does it."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..models import Work
from . import pieces
from .draining import begin

EVERY = 2  # seconds, between two pieces that a page does


def go_on(job: Work) -> Work:
    """The job as it is after the piece that this look at it did."""
    if job.is_unfinished:
        pieces.do_next(job.pk)
        job.refresh_from_db()
    return job


def come_back(response, job: Work):
    """The browser asks again by itself while something is left, without JavaScript.

    Source: HTML Standard, "Refresh" header, which is the `meta` of that name.
    """
    if job.is_unfinished:
        response["Refresh"] = str(EVERY)
    return response


def answer(request, job: Work, address: str):
    """What somebody decided on the page of a job: to stop it, or to go on."""
    if "stop" in request.POST and pieces.stop(job.pk):
        messages.success(request, _("C’est arrêté. Ce qui est fait reste fait."))
    elif "again" in request.POST and pieces.ask_again(job.pk):
        begin(job)
        messages.success(request, _("On reprend où l’on en était."))
    return redirect(address)
