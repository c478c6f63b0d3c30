"""What follows a sending: one sentence of ours, and the desk of who wrote."""

from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _l

from home.permissions import has_full_admin


class Sending:
    """A mixin, before CreateView or EditView: `page` is a reviewed one when it is sent."""

    sent = _l(
        "%(The)s est parti%(e)s %(to_judges)s. Vous recevrez un message à chaque étape."
    )

    def submit_action(self):
        return self.say_sent(super().submit_action())

    def say_sent(self, response):
        said = self.page.naming().say(self.sent)
        self.replace_messages(messages.SUCCESS, said)
        return response

    def replace_messages(self, level, message):
        # A new storage: the core's sentence would be shown beside ours.
        self.request._messages = default_storage(self.request)
        messages.add_message(self.request, level, message)

    def redirect_away(self):
        """Sent: back to the desk of who wrote it, not to a table of pages."""
        if self.next_url or has_full_admin(self.request.user):
            return super().redirect_away()
        return redirect("wagtailadmin_home")
