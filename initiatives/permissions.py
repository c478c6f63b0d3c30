"""Who may do what with a fiche. Source: editorial.md, section 1."""

from wagtail.models import PagePermissionTester
from wagtail.permissions import policy_registry

from home.permissions import has_full_admin
from network.groups.permissions import is_of_its_federation
from network.models import Membership
from network.permissions import centres_of, is_referent

from .models import InitiativePage, RemovalRequest


class InitiativePermissionTester(PagePermissionTester):
    """A fiche goes live through its review, never by a button: superusers included."""

    def is_referent(self):
        return is_referent(self.user, self.page.centre)

    def can_publish(self):
        return False

    can_publish_subpage = can_publish

    def can_unpublish(self):
        """Never by a button, nor many at once: a withdrawal has its reason."""
        return False

    def can_unschedule(self):
        # The core asks can_publish for both.
        return super().can_publish()

    can_set_view_restrictions = can_unschedule

    def can_submit_for_moderation(self):
        return self.can_edit() and super().can_submit_for_moderation()

    def can_move(self):
        """Never under vote nor approved for later: the members of another centre would
        have judged their own fiche."""
        if not has_full_admin(self.user) or self.page.workflow_in_progress:
            return False
        return self.page.scheduled_revision is None

    def can_move_to(self, destination):
        # The core lets a superuser pass before it asks `can_move`.
        return self.can_move() and super().can_move_to(destination)

    def can_copy(self):
        return has_full_admin(self.user)

    def can_delete(self, ignore_bulk=False):
        """Never with a vote open; members: a draft never published, theirs or as referent."""
        if self.page.workflow_in_progress or not super().can_delete(ignore_bulk):
            return False
        if has_full_admin(self.user):
            return True
        if self.page.first_published_at:
            return False
        return self.page.owner_id == self.user.pk or self.is_referent()


def can_propose(user):
    """True if `user` may start a fiche: she belongs to a centre now."""
    return bool(centres_of(user))


def can_withdraw(user, page):
    """True if `user` may take this fiche offline: referent of its centre, webmaster."""
    return page.live and can_answer_for(user, page)


def can_answer_for(user, page):
    """True for who answers for a fiche: a referent of its centre or a webmaster."""
    return is_referent(user, page.centre) or has_full_admin(user)


def can_publish_in_emergency(user):
    """True for webmasters and superusers: the one way round the committee."""
    return has_full_admin(user)


def can_confirm(user, page):
    """True if `user` may say for the centre whether its fiche still holds."""
    return page.centre in centres_of(user)


def can_link(user, page):
    """True if `user` may say what of the network a fiche shows: a member of its centre,
    or a webmaster. It is no voted text, so also while the committee reads it."""
    return page.centre in centres_of(user) or has_full_admin(user)


def can_link_document(user, page):
    """True if `user` may link fiches to a project or a group: of its federation, or a
    webmaster."""
    return is_of_its_federation(user, page) or has_full_admin(user)


def can_renew(user, picture):
    """True if `user` may write a new agreement: the picture is hers to choose, or in a
    fiche of a centre of hers."""
    policy = policy_registry.get_by_type(type(picture))
    if policy.user_has_permission_for_instance(user, "choose", picture):
        return True
    own = InitiativePage.objects.of_centres(centres_of(user))
    return own.filter(photos__picture=picture).exists()


def removal_requests_of(user):
    """The RemovalRequests that `user` may read: of her centres as referent, or all."""
    if has_full_admin(user):
        return RemovalRequest.objects.all()
    return RemovalRequest.objects.filter(page__in=fiches_answered_for(user))


def fiches_answered_for(user):
    """The fiches of the centres where `user` is an open referent: a QuerySet."""
    answered = Membership.objects.open().filter(
        user=user, role=Membership.Role.REFERENT
    )
    own = set(answered.values_list("centre", flat=True))
    centres = [centre for centre in centres_of(user) if centre.pk in own]
    return InitiativePage.objects.of_centres(centres)
