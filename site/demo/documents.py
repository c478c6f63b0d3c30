"""The five documents that the site was born from, entered whole as structured content."""

from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from home.slugs import slug_of
from initiatives.models import InitiativeEntry, InitiativePage
from network.groups.models import CommissionPage, WorkingGroupPage
from network.models import (
    Convention,
    FederationBody,
    FederationContact,
    FederationFigure,
    FederationIndexPage,
    FederationMoment,
    FederationPage,
    FederationTerm,
    Partner,
    Territory,
)
from network.projects.models import (
    EntryState,
    FederalProjectChapterPage,
    FederalProjectPage,
    ProjectBody,
    ProjectEntry,
    ProjectNotice,
    ProjectStep,
    PublishedEntry,
    Signatory,
)

from . import catalogue
from .chapters import body_of
from .pages import publish

GROUP_CLASSES = {"group": WorkingGroupPage, "commission": CommissionPage}
ROWS_OF_A_FEDERATION = [
    ("figures", FederationFigure, "figures"),
    ("moments", FederationMoment, "history"),
    ("bodies", FederationBody, "bodies"),
    ("contacts", FederationContact, "contacts"),
    ("terms", FederationTerm, "terms"),
]
PLAIN = [
    *("title", "kind", "start_year", "end_year", "work_started", "adopted_on"),
    *("adopted_by", "signed_on", "ambition", "labels"),
]
OF_AN_ENTRY = [
    *("level", "kind", "label", "number", "title", "text", "start_year", "end_year"),
    *("period", "responsible"),
]


def identity(project, entry):
    """The UUID of a demo entry, the same at each load."""
    return uuid5(NAMESPACE_URL, f"demo:{project}/{entry}")


class Documents:
    """Makes the pages of all files, then fills and publishes them: they name each other."""

    def __init__(self, user):
        self.user = user
        self.partners, self.pages, self.files = {}, {}, []

    def load(self):
        self.make_partners()
        self.files = catalogue.federations()
        for data in self.files:
            data["page"] = self.make_federation(data)
            self.make_empty_pages(data)
        for data in self.files:
            for row in data.get("projects", []):
                self.fill_project(row)
        for data in self.files:
            self.publish_all(data)
        for data in self.files:
            for row in data.get("projects", []):
                self.say_states(row)
                self.link_fiches(row)

    def make_partners(self):
        data = catalogue.read("federations/partners.toml")
        for row in data["partners"]:
            names = ("name", "kind", "level")
            self.partners[row["key"]] = Partner.objects.create(
                **{name: row.get(name, "") for name in names}
            )

    def make_federation(self, data):
        """The page of that address, which may stand already: facts win over its own."""
        facts, slug = data["federation"], data["federation"].get("slug", data["slug"])
        page = FederationPage.objects.filter(slug=slug).first()
        if page is None:
            page = FederationPage(
                title=facts["title"], slug=slug, level=facts["level"], live=False
            )
            FederationIndexPage.objects.get().add_child(instance=page)
            page.territories = Territory.objects.filter(
                kind=Territory.Kind.DEPARTEMENT, code__in=facts["territories"]
            )
        page.mission, page.founded = facts["mission"], facts.get("founded")
        page.values_text = "\n".join(facts.get("values", []))
        page.needs_text = "\n".join(facts.get("needs", []))
        page.group_word = facts.get("group_label", "")
        page.commission_word = facts.get("commission_label", "")
        for name, model, key in ROWS_OF_A_FEDERATION:
            setattr(page, name, rows_of(model, facts.get(key, [])))
        for figure, row in zip(
            page.figures.all(), facts.get("figures", []), strict=True
        ):
            figure.value = f"{figure.value} {row.get('unit', '')}".strip()
        page.save_revision().publish()
        self.make_conventions(data, page)
        return FederationPage.objects.get(pk=page.pk)

    def make_conventions(self, data, page):
        for row in data.get("conventions", []):
            Convention.objects.create(
                federation=page, **row | {"partner": self.partners[row["partner"]]}
            )

    def make_empty_pages(self, data):
        for row in data.get("projects", []):
            page = FederalProjectPage(title=row["title"], slug=row["key"], live=False)
            row["page"] = self._add(data["page"], page, f"project:{row['key']}")
            for chapter in row.get("chapters", []):
                self._make_chapter(row, chapter)
        for row in data.get("groups", []):
            page = GROUP_CLASSES[row["type"]](
                title=row["title"], slug=row["key"], live=False
            )
            row["page"] = self._add(data["page"], page, f"group:{row['key']}")

    def _make_chapter(self, project, row):
        start = f"chapter:{project['key']}/"
        above = self.pages.get(f"{start}{row.get('parent')}", project["page"])
        page = FederalProjectChapterPage(
            title=row["title"],
            slug=slug_of(f"{row.get('number', '')} {row['title']}")[:80].strip("-"),
            number=str(row.get("number", "")),
            live=False,
        )
        row["page"] = self._add(above, page, f"{start}{row['key']}")

    def _add(self, parent, page, key):
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        self.pages[key] = page
        return page

    def fill_project(self, row):
        page = row["page"]
        for name in PLAIN:
            if name in row:
                setattr(page, name, row[name])
        page.note = row.get("method_note", "")
        page.values_text = "\n".join(row.get("values", []))
        page.keywords_text = "\n".join(row.get("keywords", []))
        for name in ("part_of", "follows"):
            if name in row:
                setattr(page, name, self.pages[f"project:{row[name]}"])
        page.steps = rows_of(ProjectStep, row.get("steps", []))
        page.bodies = rows_of(ProjectBody, row.get("bodies", []))
        page.notices = rows_of(
            ProjectNotice, [{"text": text} for text in row.get("notices", [])]
        )
        page.signatories = rows_of(
            Signatory,
            [
                one | {"partner": self.partners.get(one.get("partner"))}
                for one in row.get("signatories", [])
            ],
        )
        page.entries = [
            self._entry(row["key"], place, entry)
            for place, entry in enumerate(row.get("entries", []))
        ]
        page.save()

    def _entry(self, project, place, data):
        found = {name: data[name] for name in OF_AN_ENTRY if name in data}
        for name in ("continues", "source"):
            if name in data:
                found[name] = self.identity_of(project, data[name])
        links = [self._token(project, link) for link in data.get("links", [])]
        return ProjectEntry(
            uuid=identity(project, data["key"]),
            sort_order=place,
            links=f" {' '.join(links)} " if links else "",
            **found,
        )

    def _token(self, project, link):
        kind, _colon, key = link.partition(":")
        if kind == "partner":
            return f"partner:{self.partners[key].pk}"
        if kind == "chapter" and "/" not in key:
            key = f"{project}/{key}"
        return f"page:{self.pages[f'{kind}:{key}'].pk}"

    @staticmethod
    def identity_of(project, key):
        """Of an entry named within its project, or as « project/entry »."""
        return identity(*key.split("/")) if "/" in key else identity(project, key)

    def publish_all(self, data):
        for row in data.get("projects", []):
            self._publish(row["page"])
            for chapter in row.get("chapters", []):
                page = FederalProjectChapterPage.objects.get(pk=chapter["page"].pk)
                page.body = body_of(
                    chapter.get("body", []), row["key"], chapter["key"], self
                )
                page.save()
                self._publish(page)
        for row in data.get("groups", []):
            self._publish(self._fill_group(row))

    def _fill_group(self, row):
        page = row["page"]
        for name in ("word", "aim", "rhythm", "referent_function", "closed_why"):
            setattr(page, name, row.get(name, ""))
        page.state = row.get("state", page.State.ACTIVE)
        page.subthemes = rows_of(
            page.subthemes.model,
            [
                {"title": one["title"], "aim": one.get("aim", "")}
                | {"questions_text": "\n".join(one.get("questions", []))}
                for one in row.get("subthemes", [])
            ],
        )
        page.participants = rows_of(
            page.participants.model,
            [
                one | {"partner": self.partners.get(one.get("partner"))}
                for one in row.get("participants", [])
            ],
        )
        page.served = rows_of(
            page.served.model,
            [{"entry": identity(*key.split("/"))} for key in row.get("served", [])],
        )
        page.save()
        return page

    def _publish(self, page):
        page.save_revision(clean=False)
        publish(page, self.user, days_ago=30)

    def say_states(self, row):
        EntryState.objects.bulk_create(
            EntryState(
                entry_id=identity(row["key"], entry["key"]),
                state=entry["state"],
                said_on=entry.get("said_on", timezone.localdate()),
                said_by=entry.get("said_by", ""),
                word=entry.get("word", ""),
            )
            for entry in row.get("entries", [])
            if "state" in entry and "source" not in entry
        )

    def link_fiches(self, row):
        for link in row.get("fiches", []):
            fiche = InitiativePage.objects.get(slug=link["fiche"])
            entry = PublishedEntry.objects.get(pk=identity(row["key"], link["entry"]))
            InitiativeEntry.objects.create(fiche=fiche, entry=entry)


def rows_of(model, rows):
    """Unsaved rows in the order given; what the model has no field for is left out."""
    names = {field.name for field in model._meta.get_fields()}
    return [
        model(sort_order=place, **{k: v for k, v in row.items() if k in names})
        for place, row in enumerate(rows)
    ]
