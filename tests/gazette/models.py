"""A small page type that a federation writes: what the review promises to any page."""

from django.db import models
from wagtail.models import Page

from home.models import BasePage
from network.reviewed import NetworkReviewedPage


class GazettePage(NetworkReviewedPage, BasePage):
    news = models.TextField()

    content_panels = [*Page.content_panels, "news"]

    class Meta:
        verbose_name = "gazette"

    @classmethod
    def review_roots(cls):
        return [page.writer for page in cls.objects.all()]
