"""Mails of the life after publication: after commit, in a task, one a person.

Called within the transaction that they tell of (home/post/outbox.py). They name
the fiche and the centre, never what a visitor wrote nor another contributor
(editorial.md, section 5).
"""

from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django_tasks import task
from wagtail.models import Page

from home.permissions import webmasters
from home.post.composing import absolute
from home.post.outbox import post
from home.post.sending import deliver
from network.models import CentrePage, Membership
from network.review import permissions
from network.review.notifications import people_of, told_otherwise

from ..models import InitiativePage


def withdrawn(withdrawal, reviews):
    """To the people of the fiche, but who withdrew it: why, and what they may do.

    To the committee too if it was not the centre itself: its decision was undone.
    `reviews`: the WorkflowStates that ended with it.
    """
    page, user = withdrawal.page, withdrawal.user
    people = people_of(page).exclude(pk=user.pk)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    told = [("initiatives/fiche_withdrawn", people, edit)]
    if not Membership.objects.open().filter(user=user, centre=page.centre).exists():
        history = reverse("review:history", args=[page.pk])
        told.append(("initiatives/unpublished", _committee_but(people, user), history))
    receivers = _tell(told, str(withdrawal.pk), page, withdrawal.reason)
    told_otherwise(reviews, receivers | {user.pk})


def published(page, revision, user, reason, reviews):
    """In emergency: to the people of the fiche, and to the whole committee, why."""
    people = people_of(page).exclude(pk=user.pk)
    address = page.get_url() or "/"
    committee = _committee_but(people, user)
    told = [
        ("initiatives/emergency_own", people, address),
        ("initiatives/emergency", committee, address),
    ]
    receivers = _tell(told, str(revision.pk), page, reason)
    told_otherwise(reviews, receivers | {user.pk})


def _committee_but(people, user):
    """The active members that get no other mail about it: one mail a person."""
    told = {person.pk for person in people} | {user.pk}
    return committee().exclude(pk__in=told)


def _tell(told, occasion, page, reason):
    """Post the mails of `told`: [(event, people, address)]; the ids of who gets one."""
    receivers = set()
    for event, people, address in told:
        for person in people:
            post(send, event, occasion, page.pk, person.pk, address, reason)
            receivers.add(person.pk)
    return receivers


def removal_asked(request):
    """To the referents of the centre and the webmasters: somebody waits."""
    address = reverse("life:request", args=[request.pk])
    event, occasion = "initiatives/removal", str(request.pk)
    for person in answering_for(request.page):
        post(send, event, occasion, request.page_id, person.pk, address, "")


def committee(page=None):
    """The active members: of every page, hence no use of `page`."""
    return permissions.committee()


def answering_for(page):
    """The referents of its centre and the webmasters, each once."""
    members = Membership.objects.open().filter(centre=page.centre)
    referents = members.filter(role=Membership.Role.REFERENT).values("user")
    return get_user_model().objects.filter(
        Q(pk__in=referents) | Q(pk__in=webmasters().values("pk")), is_active=True
    )


CONCERNED = {
    "initiatives/fiche_withdrawn": people_of,
    "initiatives/emergency_own": people_of,
    "initiatives/unpublished": committee,
    "initiatives/emergency": committee,
    "initiatives/removal": answering_for,
}


@task()
def send(event, occasion, page_id, user_id, address, reason):
    """One mail, once, to who is still concerned: it may leave a week later.

    Raises MailServerDown or MailPostponed, and the task is done again.
    """
    page = InitiativePage.objects.get(pk=page_id)
    person = CONCERNED[event](page).filter(pk=user_id).first()
    if person is None:
        return
    deliver(
        event,
        person,
        about=f"fiche:{page.pk}",
        occasion=occasion,
        page=page,
        centre=page.centre,
        address=address,
        reason=reason,
    )


BEFORE, AFTER = "initiatives/consent_ends", "initiatives/consent_ended"


def consent_ends(event, page, day, pictures):
    """To who answers for a page: the agreement for these [(name, key)] ends, or ended."""
    for person in keepers_of(page):
        post(tell_of_consent, event, page.pk, person.pk, day.isoformat(), pictures)


def keepers_of(page):
    """The people of a fiche, the referents of a centre; the webmasters of the rest."""
    people = get_user_model().objects.none()
    if isinstance(page, InitiativePage):
        people = people_of(page)
    elif isinstance(page, CentrePage):
        members = Membership.objects.open().filter(centre=page)
        referents = members.filter(role=Membership.Role.REFERENT).values("user")
        people = get_user_model().objects.filter(pk__in=referents, is_active=True)
    return people if people.exists() else webmasters()


@task()
def tell_of_consent(event, page_id, user_id, day, pictures):
    """One mail, once, to who still answers for the page: each picture with its link."""
    page = Page.objects.get(pk=page_id).specific
    person = keepers_of(page).filter(pk=user_id).first()
    if person is None:
        return
    named = [
        (name, absolute(reverse("life:consent", args=[pk]))) for name, pk in pictures
    ]
    deliver(
        event,
        person,
        about=f"page:{page_id}",
        occasion=day,
        page=page,
        pictures=named,
        links=[address for _name, address in named],
        day=date.fromisoformat(day),
    )
