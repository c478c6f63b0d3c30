"""The form of a fiche: a draft is always saved, however incomplete."""

from uuid import uuid4

from django.db import transaction
from django.db.models import Case, Q, When
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from home.keys import typed_key
from home.slugs import slug_of
from network.directory.forms import LocatedForm
from network.models import CentrePage

from ..readiness import UNTITLED
from .posted_rows import settle_rows
from .typed_files import PICTURE, refused_fields

# Rows that one adds and removes again before saving count too.
REMOVED_ROWS = 40
LONGEST_ADDRESS = 240  # signs: the column has 255, and a sibling may add a number


class InitiativeForm(LocatedForm, WagtailAdminPageForm):
    """A draft without title is saved too; its address follows the title."""

    newer = None  # a form that is out of date: the newer.Newer that it is told

    def __init__(self, data=None, *args, left_out=(), **kwargs):
        """`left_out`: the relations whose rows stay as stored, whatever was posted."""
        for formset in self.formsets.values():
            # Trap: Django builds 1,000 rows more than one may have, 51 s of photos.
            formset.absolute_max = formset.max_num + REMOVED_ROWS
        self.refused_files = []
        if data is not None:
            page, user = kwargs["instance"], kwargs["for_user"]
            self.refused_files = refused_fields(data, page, user)
            data = data.copy()
            for name in self.refused_files:
                data[name] = ""
            settle_rows(data, page, self.formsets.keys() - left_out)
        super().__init__(data, *args, **kwargs)
        for relation in left_out:
            del self.formsets[relation]
        title = self.fields.get("title")
        if title is not None:
            title.required = False
            title.widget.is_required = False
            if self.initial.get("title") == UNTITLED:
                self.initial["title"] = ""
        if source := self.fields.get("adapted_from"):
            # A typed number would show the title of another centre's draft.
            model = type(self.instance)
            own = model.objects.filter(pk=self.instance.adapted_from_id)
            source.queryset = model.objects.published() | own
            self._forget_a_foreign_source(source)
        if associates := self.fields.get("associated_centres"):
            self._offer_centres(associates)

    def _offer_centres(self, field):
        """Those online and those already chosen, these first: « Centre, Commune »."""
        chosen = [centre.pk for centre in self.instance.associated_centres.all()]
        field.queryset = (
            CentrePage.objects.filter(Q(live=True) | Q(pk__in=chosen))
            .only("title", "commune")
            .order_by(Case(When(pk__in=chosen, then=0), default=1), "title")
        )
        field.label_from_instance = lambda centre: f"{centre.title}, {centre.commune}"

    def _forget_a_foreign_source(self, field):
        # The chooser shows the title of what was posted, even when it is refused.
        typed = self.data.get(self.add_prefix("adapted_from")) if self.is_bound else ""
        key = typed_key(typed)
        if typed and not (key and field.queryset.filter(pk=key).exists()):
            self.data = self.data.copy()
            self.data[self.add_prefix("adapted_from")] = ""

    def is_valid(self):
        # Trap: the core stops at the first rows that are wrong; those of the others
        # are then found later, when what a draft may lack is asked for again.
        for formset in self.formsets.values():
            formset.is_valid()
        return super().is_valid()

    def clean_title(self):
        return self.cleaned_data.get("title", "").strip() or UNTITLED

    def clean(self):
        cleaned = super().clean()
        if "title" not in self.fields:  # set aside: initiatives/form/set_aside.py
            self.instance.title = self.instance.title or UNTITLED
        for name in self.refused_files:
            if photo := PICTURE.fullmatch(name):
                self._refuse_picture(int(photo[1]))
            else:
                self.add_error(
                    "complements", _("Choisissez un document de votre centre.")
                )
        return cleaned

    def _refuse_picture(self, number):
        forms = getattr(self.formsets.get("photos"), "forms", [])
        for form in forms[number : number + 1]:
            form.add_error("picture", _("Choisissez une photo de votre centre."))

    def _post_clean(self):
        """Give up an address that a sibling took meanwhile.

        Trap: nothing in the database forbids two equal slugs, and two colleagues who
        had the same could save no more (a 500): siblings wait for each other here.
        """
        page, parent = self.instance, self.parent_page
        if page.first_published_at is None and parent is not None:
            with transaction.atomic():
                wait_for_siblings(parent)
            if page.slug and not Page._slug_is_available(page.slug, parent, page):
                title = self.cleaned_data.get("title") or UNTITLED
                page.slug = "" if _gives_address(title) else f"fiche-{uuid4().hex[:8]}"
        super()._post_clean()

    def save(self, commit=True):
        # Of a published fiche the page keeps its own: models/address.py.
        if "title" in self.changed_data:
            page = self.instance
            page.slug = "" if _gives_address(page.title) else _free_slug(page)
        return super().save(commit)


def wait_for_siblings(parent):
    """Hold the parent until the transaction ends: who writes below it waits here.

    The first lock of an edit, before those of its reviews and of the page.
    """
    Page.objects.select_for_update().values_list("pk").get(pk=parent.pk)


def _gives_address(title):
    """False for a title without a letter, or of signs that are words: ㎢ is "km2"."""
    return 0 < len(slug_of(title)) <= LONGEST_ADDRESS


def _free_slug(page):
    return page.slug if page.slug.startswith("fiche-") else f"fiche-{uuid4().hex[:8]}"
