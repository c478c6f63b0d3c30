"""Mails about an account, to its person: in a task, after the commit."""

from django.contrib.auth import get_user_model
from django_tasks import task

from ..post.sending import send


@task()
def send_address_changed(account_id, old):
    """To the address `old`, which opens the account no more: who reads it would not
    learn it otherwise."""
    person = get_user_model().objects.filter(pk=account_id).first()
    if person is None:
        return
    new, person.email = person.email, old
    send("home/address_changed", person, new=new)
