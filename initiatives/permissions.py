"""Who may do what with a fiche. Source: editorial.md, section 1."""

from wagtail.models import PagePermissionTester

from network.permissions import centres_of, is_referent


class InitiativePermissionTester(PagePermissionTester):
    """A fiche goes live through its review, never by a button: superusers included."""

    def is_webmaster(self):
        return self.user.is_superuser or "publish" in self.permissions

    def is_referent(self):
        return is_referent(self.user, self.page.centre)

    def can_publish(self):
        return False

    can_publish_subpage = can_publish

    def can_unpublish(self):
        """Webmasters now; the referent's withdrawal, with its reason, is a view."""
        return self.is_webmaster() and super().can_unpublish()

    def can_unschedule(self):
        # The core asks can_publish for both.
        return super().can_publish()

    can_set_view_restrictions = can_unschedule

    def can_submit_for_moderation(self):
        return self.can_edit() and super().can_submit_for_moderation()

    def can_move(self):
        return self.is_webmaster()

    can_copy = can_move

    def can_delete(self, ignore_bulk=False):
        """Never with a vote open; members: a draft never published, theirs or as referent."""
        if self.page.workflow_in_progress or not super().can_delete(ignore_bulk):
            return False
        if self.is_webmaster():
            return True
        if self.page.first_published_at:
            return False
        return self.page.owner_id == self.user.pk or self.is_referent()


def can_propose(user):
    """True if `user` may start a fiche: she belongs to a centre now."""
    return bool(centres_of(user))
