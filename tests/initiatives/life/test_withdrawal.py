"""Taking a fiche offline: at once, with a reason, and with its pictures."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import (
    PageLogEntry,
    PageViewRestriction,
    WorkflowState,
)

from home.models import Notice, Picture
from initiatives.life import actions as life
from initiatives.models import InitiativePage, Withdrawal
from tests.factories import (
    InitiativePageFactory,
    PictureFactory,
    ThemeFactory,
    publish,
)

pytestmark = pytest.mark.django_db
REASON = "Une famille ne veut plus y figurer."


@pytest.fixture
def fiche(world, committed):
    with committed():
        tagline = "Des tomates, six étages plus haut."
        return publish(world.fiche(title="Un potager sur le toit", tagline=tagline))


def address_of(page):
    return f"/admin/fiches/{page.pk}/retirer/"


def is_refused(answer):
    """403, or sent home with a sentence as Wagtail does inside its admin."""
    return answer.status_code == 403 or answer.headers.get("Location") == "/admin/"


def fresh(page):
    return InitiativePage.objects.get(pk=page.pk)


def withdraw(as_, user, page, reason=REASON):
    return as_(user).post(address_of(page), {"reason": reason})


@pytest.mark.parametrize("role", ["referent", "webmaster", "superuser"])
def test_who_answers_for_a_fiche_withdraws_it(world, as_, fiche, role):
    user = getattr(world, role)
    assert as_(user).get(address_of(fiche)).status_code == 200
    assert fresh(fiche).live
    assert withdraw(as_, user, fiche).status_code == 302
    assert not fresh(fiche).live
    (withdrawal,) = Withdrawal.objects.all()
    assert (withdrawal.user, withdrawal.reason) == (user, REASON)
    (entry,) = PageLogEntry.objects.filter(action="review.unpublication")
    assert (entry.page_id, entry.user, entry.data["reason"]) == (fiche.pk, user, REASON)


@pytest.mark.parametrize("role", ["author", "colleague", "stranger"])
def test_nobody_else_does(world, as_, fiche, role):
    user = getattr(world, role)
    assert is_refused(as_(user).get(address_of(fiche)))
    assert is_refused(withdraw(as_, user, fiche))
    assert fresh(fiche).live


def test_the_form_says_that_it_was_withdrawn_and_why(world, as_, fiche):
    edit = f"/admin/pages/{fiche.pk}/edit/"
    assert "n’est plus en ligne" not in as_(world.author).get(edit).content.decode()
    withdraw(as_, world.referent, fiche)
    shown = as_(world.author).get(edit).content.decode()
    assert "Cette fiche n’est plus en ligne" in shown and REASON in shown
    again = world.submit(fresh(fiche))
    for member in world.members[:2]:
        world.vote(member, again)
    assert fresh(fiche).live
    assert "n’est plus en ligne" not in as_(world.author).get(edit).content.decode()


def test_a_long_reason_is_refused_in_words_not_cut_by_the_browser(world, as_, fiche):
    found = withdraw(as_, world.referent, fiche, reason="x" * 1001).content.decode()
    assert "gardez-en 1" in found
    assert "x" * 1001 in found and "maxlength" not in found


def test_a_committee_member_does_not_withdraw(world, as_, fiche):
    assert is_refused(withdraw(as_, world.members[0], fiche))
    assert fresh(fiche).live


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_a_withdrawal_needs_a_reason(world, as_, fiche, reason):
    answer = withdraw(as_, world.referent, fiche, reason)
    assert answer.status_code == 400
    assert fresh(fiche).live
    assert not Withdrawal.objects.exists()
    with pytest.raises(ValidationError):
        life.withdraw(fiche, user=world.referent, reason="  ")


def test_a_second_withdrawal_says_that_it_is_done(world, as_, fiche):
    withdraw(as_, world.referent, fiche)
    assert withdraw(as_, world.referent, fiche).status_code == 400
    assert Withdrawal.objects.count() == 1


def test_the_core_s_own_address_leads_to_the_reason(world, as_, fiche):
    address = f"/admin/pages/{fiche.pk}/unpublish/"
    for call in ("get", "post"):
        answer = getattr(as_(world.webmaster), call)(address)
        assert (answer.status_code, answer.url) == (302, address_of(fiche))
        assert is_refused(getattr(as_(world.referent), call)(address))
    as_(world.webmaster).post(
        f"/admin/bulk/wagtailcore/page/unpublish/?id={fiche.pk}&next=/admin/"
    )
    assert fresh(fiche).live


def test_the_editor_of_the_referent_offers_it(world, as_, fiche):
    edit = f"/admin/pages/{fiche.pk}/edit/"
    assert address_of(fiche) in as_(world.referent).get(edit).content.decode()
    assert address_of(fiche) not in as_(world.colleague).get(edit).content.decode()


def tell(world, title, theme):
    parent = world.fresh(world.other_centre)
    return publish(InitiativePageFactory(parent=parent, title=title, themes=[theme]))


def test_its_address_says_that_it_is_gone(world, as_, fiche):
    url = fiche.get_url()
    near = [tell(world, f"Une serre {n}", fiche.themes[0]) for n in range(3)]
    far = tell(world, "Un atelier de couture", ThemeFactory(number=3))
    withdraw(as_, world.referent, fiche)
    answer = Client().get(url)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Cette fiche a été retirée." in page
    assert all(other.title in page for other in near)
    assert far.title not in page
    for secret in (fiche.title, fiche.tagline, REASON):
        assert secret not in page
    assert not answer.cookies
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]


def test_a_draft_never_published_is_not_found(world):
    draft = world.fiche()
    assert Client().get(draft.get_url()).status_code == 404


def test_a_restriction_holds_after_the_withdrawal(world, fiche):
    PageViewRestriction.objects.create(
        page=fiche, restriction_type=PageViewRestriction.LOGIN
    )
    url = fiche.get_url()
    life.withdraw(fiche, user=world.referent, reason=REASON)
    assert Client().get(url).status_code == 302


def test_the_centre_still_previews_its_draft(world, as_, fiche):
    life.withdraw(fiche, user=world.referent, reason=REASON)
    answer = as_(world.author).get(f"/admin/pages/{fiche.pk}/view_draft/")
    assert answer.status_code == 200
    assert fiche.title in answer.content.decode()


def test_it_leaves_search_lists_and_the_centre_s_page(world, as_, fiche, committed):
    places = ["/initiatives/", "/recherche/?q=potager", world.centre.get_url(), "/"]
    for place in places:
        assert fiche.get_url() in Client().get(place).content.decode(), place
    with committed():
        withdraw(as_, world.referent, fiche)
    for place in places:
        assert fiche.get_url() not in Client().get(place).content.decode(), place


def test_no_old_approval_puts_it_online_again(world):
    page = world.publish(world.submit(world.fiche()))
    revision = page.live_revision
    life.withdraw(page, user=world.referent, reason=REASON)
    with pytest.raises(PermissionDenied):
        revision.publish(skip_permission_checks=True)
    assert not fresh(page).live


def test_the_review_of_a_new_version_ends_with_it(world):
    page = world.publish(world.submit(world.fiche()))
    page.title = "Un potager, deux ruches"
    page.save_revision(user=world.author)
    page = world.submit(fresh(page))
    world.vote(world.members[0], page)
    life.withdraw(page, user=world.referent, reason=REASON)
    with pytest.raises(PermissionDenied):
        world.vote(world.members[1], page)
    assert not fresh(page).live
    review = WorkflowState.objects.for_instance(page).latest("pk")
    assert review.status == WorkflowState.STATUS_CANCELLED


def test_it_comes_back_by_a_new_review_only(world, as_, fiche):
    withdraw(as_, world.referent, fiche)
    page = world.publish(world.submit(fresh(fiche)))
    assert page.live
    assert Client().get(page.get_url()).status_code == 200


def test_the_people_of_the_fiche_are_told_why(world, as_, fiche, committed):
    with committed():
        withdraw(as_, world.referent, fiche)
    (letter,) = mail.outbox
    assert letter.to == [world.author.email]
    assert REASON in letter.body
    assert fiche.title in letter.subject
    (html,) = letter.alternatives
    assert f"/admin/pages/{fiche.pk}/edit/" in html.content


def test_a_former_author_is_not_told(world, as_, fiche, committed):
    world.author.memberships.update(ended_at=timezone.now())
    with committed():
        withdraw(as_, world.webmaster, fiche)
    told = [letter.to[0] for letter in mail.outbox]
    assert world.referent.email in told
    assert world.author.email not in told


def test_the_committee_is_told_why_its_decision_is_undone(world, as_, fiche, committed):
    with committed():
        withdraw(as_, world.webmaster, fiche)
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert len(letters) == len(mail.outbox)
    for member in world.members:
        letter = letters[member.email]
        assert "la personne qui tient le site l’a retirée" in letter.body
        assert REASON in letter.body
        assert "approuvée" not in letter.body  # who knows: perhaps in emergency
        assert "L’historique de cette fiche" in letter.body
        assert f"/admin/comite/fiche/{fiche.pk}/" in letter.body
    history = as_(world.members[0]).get(f"/admin/comite/fiche/{fiche.pk}/")
    assert REASON in history.content.decode()


def test_nobody_is_told_of_what_is_rolled_back(world, fiche, monkeypatch):
    def fail(self):
        raise RuntimeError

    monkeypatch.setattr(Picture, "leave_public_addresses", fail)
    page = publish(world.fiche(picture=PictureFactory()))
    with pytest.raises(RuntimeError):
        life.withdraw(page, user=world.referent, reason=REASON)
    assert fresh(page).live
    assert not Withdrawal.objects.exists()
    assert not mail.outbox


def test_the_home_of_the_centre_says_that_it_is_withdrawn(world, as_, fiche):
    withdraw(as_, world.referent, fiche)
    assert "Retirée" in as_(world.author).get("/admin/").content.decode()


def test_a_dead_mail_server_keeps_no_fiche_online(
    world, as_, fiche, committed, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with committed():
        assert withdraw(as_, world.referent, fiche).status_code == 302
    assert not fresh(fiche).live
    # Given back: the next try sends it.
    assert not Notice.objects.filter(event="initiatives/fiche_withdrawn").exists()
