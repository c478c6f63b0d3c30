"""What is online in a test, by the import path of the review."""

from wagtail.models import Page

from network.review.publication import publication_without_review


def publish(page):
    """Put the latest revision online by the import path."""
    page = Page.objects.get(pk=page.pk).specific
    with publication_without_review(page, user=None, kind="import", reason="Essai"):
        page.get_latest_revision().publish(skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def rewrite(page, **values):
    """Online with these values, by the import path: what a vote holds among them too."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision()
    return publish(page)
