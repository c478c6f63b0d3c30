from django import template
from django.urls import reverse
from wagtail.models import Page

from ..reader import reader_of

register = template.Library()


@register.simple_tag(takes_context=True)
def edit_address(context):
    """Where who reads this page may edit it now; "" for everybody else."""
    page, reader = context.get("page"), reader_of(context["request"])
    if reader is None or not isinstance(page, Page):
        return ""
    tester = page.permissions_for_user(reader)
    if not tester.can_edit() or tester.page_locked():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
