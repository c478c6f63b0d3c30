"""A page under vote stays where it is; one that moves is nobody's to judge twice.

By the core's signals: its views and its API move a base Page, which is no ReviewedPage.
What stands above a centre may move: the same speak through its pages.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.signals import post_page_move, pre_page_move

from .models import CommitteeTaskState, Recusal
from .questions import reviewed_models


def connect():
    for model in reviewed_models():
        pre_page_move.connect(stay_under_vote, sender=model)
        pre_page_move.connect(write_down_who_speaks, sender=model)
        post_page_move.connect(write_down_who_speaks, sender=model)


def stay_under_vote(instance, **kwargs):
    """Whoever moves it, in place too: the members of another centre would judge their
    own page."""
    if CommitteeTaskState.objects.open_for(instance).exists():
        raise PermissionDenied(
            instance.specific_class.naming().say(
                _("%(This)s est en relecture et reste à sa place jusqu’à la décision.")
            )
        )


def write_down_who_speaks(instance, **kwargs):
    """Who spoke through it before, and who does now."""
    page = instance.specific
    Recusal.objects.write_down(page, {speaker.pk for speaker in page.speakers()})
