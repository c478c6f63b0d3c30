#!/usr/bin/env bash
# One would guess: the forms of a page's rows write the rows that were changed, as Django's
# inline forms do: sent back as they came, they cost no UPDATE.
# What happens: the changed rows are handed over, be there none, and that brings all of them
# into memory; what is in memory is written. For each row an UPDATE of every column and a
# signal, once it was looked for among all the others: N(N + 1)/2 comparisons. One changed
# row of thirty is thirty UPDATE too. Wagtail saves a page so while it is not online.
# Why it matters here: the plan of a project has three hundred rows and the editor saves by
# itself. home/rows.py writes them together, and those that differ alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "django==5.2.19" "django-modelcluster==6.5"

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
django.setup()

from django.db import connection, models
from django.db.models.signals import post_save
from django.forms import inlineformset_factory
from django.test.utils import CaptureQueriesContext
from modelcluster.fields import ParentalKey
from modelcluster.forms import childformset_factory
from modelcluster.models import ClusterableModel


class Plan(ClusterableModel):
    class Meta:
        app_label = "finding"


class Step(models.Model):
    plan = ParentalKey(Plan, related_name="steps", on_delete=models.CASCADE)
    title = models.CharField(max_length=20)
    done = models.BooleanField(default=False)

    class Meta:
        app_label = "finding"

    def __eq__(self, other):
        compared.append(other)
        return super().__eq__(other)

    __hash__ = models.Model.__hash__


with connection.schema_editor() as editor:
    editor.create_model(Plan)
    editor.create_model(Step)

compared, told = [], []
post_save.connect(lambda **sent: told.append(sent), sender=Step, weak=False)
SHOWN = {"fields": ["title", "done"], "extra": 0}
FORMS = {
    "Django": inlineformset_factory(Plan, Step, **SHOWN),
    "modelcluster": childformset_factory(Plan, Step, **SHOWN),
}


def sent_back(formset_class, size, *changed):
    """The UPDATEs of rows, their signals and their comparisons when a form of `size`
    rows comes back; the titles of the rows `changed` are others."""
    plan = Plan.objects.create()
    Step.objects.bulk_create(Step(plan=plan, title=f"step {n}") for n in range(size))
    shown = formset_class(instance=plan, prefix="steps")
    data = {"steps-TOTAL_FORMS": size, "steps-INITIAL_FORMS": size}
    for form in shown.forms:
        data |= {form.add_prefix("id"): form.instance.pk}
        data |= {form.add_prefix("title"): form.instance.title}
    data |= {f"steps-{n}-title": f"other {n}" for n in changed}
    saved = Plan.objects.get(pk=plan.pk)
    formset = formset_class(data, instance=saved, prefix="steps")
    assert formset.is_valid()
    assert len([form for form in formset if form.has_changed()]) == len(changed)
    compared.clear()
    told.clear()
    with CaptureQueriesContext(connection) as queries:
        formset.save()
    written = [one["sql"] for one in queries if one["sql"].startswith("UPDATE")]
    columns = ('"plan_id" = ', '"title" = ', '"done" = ')
    assert all(column in sql for sql in written for column in columns)
    titles = {f"other {n}" for n in changed}
    assert titles <= set(plan.steps.values_list("title", flat=True))
    return len(written), len(told), len(compared)


print(f"django-modelcluster {version('django-modelcluster')}, Django {version('django')}")
found = {}
for maker, formset_class in FORMS.items():
    for size, changed in ((3, ()), (30, ()), (30, (7,))):
        seen = sent_back(formset_class, size, *changed)
        found[maker, size, len(changed)] = seen
        print(
            f"{maker}: {size} rows, {len(changed)} changed: {seen[0]} UPDATE, "
            f"{seen[1]} signals, {seen[2]} comparisons"
        )
assert found == {
    ("Django", 3, 0): (0, 0, 0),
    ("Django", 30, 0): (0, 0, 0),
    ("Django", 30, 1): (1, 1, 0),
    ("modelcluster", 3, 0): (3, 3, 6),
    ("modelcluster", 30, 0): (30, 30, 465),
    ("modelcluster", 30, 1): (30, 30, 465 + 8),  # the eighth is looked for first
}
PYTHON
