"""Measure the back office at the scale of the network, as ratios in one run."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page, Revision, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy

from demo import bulk
from home.models import User
from initiatives.models import InitiativePage
from network.models import CentreIndexPage, CentrePage, Membership, Territory
from network.policies import MembershipPagePolicy
from network.review.models import CommitteeTask, CommitteeTaskState

FEW = 50
CENTRES = 100
MOST_QUERIES = 12  # bars of the issue: the committee's page, whatever waits;
MOST_RATIO = 3  # the explorer of an account in 100 centres against one centre's


def wait_for_the_committee(count):
    """Put `count` generated fiches under review, their revisions and rounds only."""
    bulk.make_fiches(count, progress=lambda line: None)
    pages = list(InitiativePage.objects.order_by("-pk")[:count])
    InitiativePage.objects.filter(pk__in=[page.pk for page in pages]).update(
        live=False, first_published_at=None
    )
    task = CommitteeTask.objects.filter(active=True).get()
    workflow = task.workflow_tasks.first().workflow
    for page in pages:
        page.live = False
        _open_a_round(page, task, workflow)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself, some minutes later


def _open_a_round(page, task, workflow):
    content_type = Page().get_base_content_type()
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=content_type,
        content=page.serializable_data(),
        object_str=str(page),
        created_at=timezone.now(),
    )
    Page.objects.filter(pk=page.pk).update(latest_revision=revision)
    review = WorkflowState.objects.create(
        content_object=page,
        content_type=page.content_type,
        base_content_type=content_type,
        workflow=workflow,
    )
    state = CommitteeTaskState.objects.create(
        workflow_state=review, revision=revision, task=task
    )
    state.hear(page)
    WorkflowState.objects.filter(pk=review.pk).update(current_task_state=state)


def join_centres(user, count):
    """Open memberships of `user` in `count` centres; makes the missing centres."""
    index = CentreIndexPage.objects.get()
    place = Territory.objects.filter(kind=Territory.Kind.DEPARTEMENT).first()
    for number in range(CentrePage.objects.count(), count):
        index.add_child(
            instance=CentrePage(
                title=f"Centre {number}",
                slug=f"centre-{number}",
                departement=place,
                commune="Tours",
                live=False,  # its page goes online by a review
            )
        )
    for centre in CentrePage.objects.all()[:count]:
        Membership.objects.get_or_create(
            user=user,
            centre=centre,
            ended_at=None,
            defaults={"accepted_at": timezone.now()},
        )


def measure(work):
    """(queries, milliseconds) of `work`: the best of three, after one that fills caches.

    The savepoint of a request is no query: outside this command it is the transaction.
    """
    work()
    durations = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            start = time.perf_counter()
            work()
            durations.append((time.perf_counter() - start) * 1000)
    return sum("SAVEPOINT" not in entry["sql"] for entry in captured), min(durations)


def opening(user, address):
    client = Client(SERVER_NAME="localhost", raise_request_exception=True)
    client.force_login(user, "network.backends.AccountBackend")

    def get():
        answer = client.get(address, secure=True)
        if answer.status_code != 200:
            raise CommandError(f"{address} answered {answer.status_code}.")

    return get


class Command(BaseCommand):
    help = (
        "Measure the committee's page, the home, the editor and the explorer against "
        "the plain Wagtail way. Needs the demo; everything it makes is rolled back. "
        "Fails if a bar is missed; tests/benchmark/committee.py runs it by itself."
    )

    def add_arguments(self, parser):
        parser.add_argument("--waiting", type=int, default=1000, metavar="N")

    def handle(self, *, waiting, **options):
        if not User.objects.filter(email="comite1@demo.example").exists():
            raise CommandError("Load the demo first: manage.py load_demo.")
        if waiting < FEW:
            raise CommandError(f"--waiting wants {FEW} at least.")
        self.missed = []
        with transaction.atomic():
            self.committee(waiting)
            self.contributor()
            self.many_centres()
            transaction.set_rollback(True)
        if self.missed:
            raise CommandError("Over the bar: " + ", ".join(self.missed) + ".")

    def line(self, name, found, base=None):
        queries, duration = found
        ratio = f"  x{duration / base[1]:.2f}" if base else ""
        self.stdout.write(f"{name:<52} {queries:>6} queries {duration:>9.0f} ms{ratio}")
        return found

    def committee(self, waiting):
        member = User.objects.get(email="comite1@demo.example")
        page = opening(member, "/admin/comite/")
        wait_for_the_committee(FEW)
        ours = self.line(f"Committee page, {FEW} waiting", measure(page))
        request = RequestFactory().get("/admin/")
        request.user = member
        panel = WorkflowObjectsToModeratePanel()
        context = {"request": request, "user": member, "csrf_token": ""}
        core = measure(lambda: panel.render_html(context))
        self.line(f"  core panel, {FEW} waiting, against ours", core, ours)
        wait_for_the_committee(waiting - FEW)
        name = f"Committee page, {waiting} waiting"
        queries, _duration = self.line(name, measure(page), ours)
        if queries > MOST_QUERIES:
            self.missed.append(name)

    def contributor(self):
        author = User.objects.get(email="contributrice@demo.example")
        self.line("Contributor home", measure(opening(author, "/admin/")))
        centre = Membership.objects.open().filter(user=author).first().centre
        fiche = InitiativePage.objects.of_centre(centre).first()
        address = f"/admin/pages/{fiche.pk}/edit/"
        self.line("Editor", measure(opening(author, address)))

    def many_centres(self):
        one = User.objects.create_user("un@demo.example", "x")
        many = User.objects.create_user("cent@demo.example", "x")
        group = User.objects.get(email="referent@demo.example").groups.get()
        for user, count in ((one, 1), (many, CENTRES)):
            user.groups.add(group)
            join_centres(user, count)
        centre = Membership.objects.filter(user=one).get().centre
        address = f"/admin/pages/{centre.pk}/"
        base = self.line("Explorer, 1 centre", measure(opening(one, address)))
        found = measure(opening(many, address))
        name = f"Explorer, {CENTRES} centres"
        _queries, duration = self.line(name, found, base)
        if duration > MOST_RATIO * base[1]:
            self.missed.append(name)
        self.policies(many)

    def policies(self, user):
        ours = MembershipPagePolicy()

        def explorable(method):
            account = User.objects.get(pk=user.pk)
            return list(method(ours, account).values_list("pk", flat=True))

        compact = measure(lambda: explorable(MembershipPagePolicy.explorable_instances))
        self.line(f"Page policy, {CENTRES} centres", compact)
        loop = measure(lambda: explorable(PagePermissionPolicy.explorable_instances))
        self.line(f"  core's loop, {CENTRES} centres, against ours", loop, compact)
