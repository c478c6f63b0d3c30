"""The committee's workflow and its charter; can run again."""

from django.contrib.auth.models import Group
from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

from .models import CharterCriterion, CommitteeTask

WORKFLOW = "Ligne éditoriale"
CRITERIA = [
    (
        "L’initiative produit un changement pour des habitants",
        "On comprend ce qui n’est plus comme avant.",
    ),
    (
        "Les habitantes et les habitants y ont une vraie place",
        "Ils décident ou ils font, ils ne sont pas seulement accueillis.",
    ),
    (
        "Les personnes vues ou citées sont d’accord",
        "Photos et paroles : l’accord est noté, personne n’est exposé.",
    ),
    (
        "Une autre équipe pourrait s’en inspirer",
        "Les étapes sont claires, le texte se comprend sans connaître le centre.",
    ),
]


def set_up_review(root, committee, quorum=3):
    """One workflow, one task, on the page `root`; the core's own is removed.

    `committee`: the Group that votes.

    Trap: without ours, pages would fall back on the core's default workflow.
    """
    Workflow.objects.filter(name="Moderators approval").delete()
    Task.objects.filter(name="Moderators approval").delete()
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    task = CommitteeTask.objects.first()
    if task is None:
        task = CommitteeTask(name=committee.name, quorum=quorum)
        set_up_workflow(WORKFLOW, task, root)
        task.groups.add(committee)
    if not CharterCriterion.objects.exists():
        for number, (label, help_text) in enumerate(CRITERIA):
            CharterCriterion.objects.create(
                label=label, help_text=help_text, sort_order=number
            )
    return task


def set_up_workflow(name, task, root=None):
    """A workflow of this one task, which is saved, on the page `root`.

    Of no page where the class that it reads says which is its own (`workflow_over`).
    """
    task.save()
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    if root:
        # One that the owner gave it stays: the check of the deployment tells.
        WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
