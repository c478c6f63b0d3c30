"""The link by which an account chooses its password: made when its mail leaves.

So it waits in no queue and lies in no row (home/post/outbox.py keeps what it does).
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from .post.sending import send


def address_to_choose(person):
    """The path at which `person` chooses her password, once."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    return reverse("password_reset_confirm", args=[key, token])


@task()
def send_lost_password(account_id):
    """`account_id` is None for an address that nobody has: nothing goes out."""
    accounts = get_user_model().objects.filter(pk=account_id, is_active=True)
    if person := accounts.first():
        send("home/lost_password", person, address=address_to_choose(person))


@task()
def send_password_link(account_id):
    """Of an account that was opened for somebody, or by who keeps the site."""
    accounts = get_user_model().objects.filter(pk=account_id, is_active=True)
    if person := accounts.first():
        send("home/password_link", person, address=address_to_choose(person))
