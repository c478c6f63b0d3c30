"""Real threads on PostgreSQL: a withdrawal holds, whatever comes together with it."""

import pytest
from django.core.exceptions import ValidationError

from initiatives.life import actions as life
from initiatives.models import InitiativePage, Withdrawal
from tests.factories import publish
from tests.network.review.test_concurrency import together

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
ROUNDS = 8


def withdraw(crowd, fiche):
    return life.withdraw(fiche, user=crowd.referent, reason="Une famille le demande.")


def test_the_last_vote_never_undoes_a_withdrawal(crowd):
    for number in range(ROUNDS):
        fiche = publish(crowd.fiche(title=f"Fiche {number}"))
        fiche.title = f"Fiche {number}, plus tard"
        fiche.save_revision(user=crowd.author)
        fiche = crowd.submit(InitiativePage.objects.get(pk=fiche.pk))
        crowd.vote(crowd.members[0], fiche)
        _vote, withdrawal = together(
            [
                lambda f=fiche: crowd.vote(crowd.members[1], f),
                lambda f=fiche: withdraw(crowd, f),
            ]
        )
        assert isinstance(withdrawal, Withdrawal)
        assert not InitiativePage.objects.get(pk=fiche.pk).live


def test_two_withdrawals_at_once_are_one(crowd):
    for number in range(ROUNDS):
        fiche = publish(crowd.fiche(title=f"Fiche {number}"))
        results = together([lambda f=fiche: withdraw(crowd, f)] * 2)
        assert sum(isinstance(result, ValidationError) for result in results) == 1
        assert Withdrawal.objects.filter(page=fiche).count() == 1
