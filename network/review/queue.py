"""The committee's queue: its four tabs, and what narrows them."""

from functools import reduce
from operator import or_

from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from home.rendering import DeskRenderer

from .models import CommitteeTaskState
from .questions import answers

PAGE_SIZE = 20


class Tab(models.TextChoices):
    WAITING = "a-lire", _("À lire")
    MINE = "les-miennes", _("Les miennes")
    LATE = "en-retard", _("En retard")
    DECIDED = "decidees", _("Décidées")


class QueueFilters(forms.Form):
    """What narrows the queue; what is not understood narrows nothing."""

    default_renderer = DeskRenderer

    voix = forms.BooleanField(label=_("Là où ma voix manque"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conditions = {}
        asked = {}
        for ask in answers("queue_filters"):
            for name, field, condition in ask():
                asked.setdefault(name, field())
                self.conditions.setdefault(name, []).append(condition)
        self.fields = {**asked, **self.fields}

    def narrow(self, states):
        self.is_valid()
        self.errors.clear()  # an old address is no mistake of the reader's
        for name, conditions in self.conditions.items():
            if value := self.cleaned_data.get(name):
                chosen = (condition(value) for condition in conditions)
                states = states.filter(reduce(or_, chosen))
        if self.cleaned_data.get("voix"):
            states = states.filter(is_yours=True)
        return states


def tab_of(name):
    """The Tab of that name, the first one for any other word."""
    return Tab(name) if name in Tab.values else Tab.WAITING


def states_of(tab, user):
    """The reviews of a tab, ready for lines: what `user` may answer comes first."""
    states = CommitteeTaskState.objects.of_member(user)
    if tab == Tab.DECIDED:
        shown = states.decided().order_by("-finished_at", "-pk")
        return shown.for_queue(user).for_lines()
    states = states.in_progress()
    if tab == Tab.MINE:
        states = states.answered_by(user) | states.read_by(user)
    elif tab == Tab.LATE:
        states = states.late()
    else:
        states = states.exclude(pk__in=states.answered_by(user).values("pk"))
    shown = states.for_queue(user).for_lines()
    return shown.order_by("-is_yours", "due_at", "pk")


class QueuePages(Paginator):
    """The pages of a tab, and the counts of the tabs, from one query.

    `counts`: {"yours", "late", "shown"}, the open reviews that wait for this user,
    the late ones, and the length of `states`.
    """

    def __init__(self, states, user):
        super().__init__(states, PAGE_SIZE)
        self.user = user

    @cached_property
    def counts(self):
        reviews = CommitteeTaskState.objects.of_member(self.user)
        shown = self.object_list.order_by().values("pk")
        waiting = reviews.waiting_for(self.user).order_by().values("pk")
        late = reviews.in_progress().late().values("pk")
        return reviews.aggregate(
            **{
                name: models.Count("pk", filter=models.Q(pk__in=some))
                for name, some in (("shown", shown), ("yours", waiting), ("late", late))
            }
        )

    @cached_property
    def count(self):
        return self.counts["shown"]
