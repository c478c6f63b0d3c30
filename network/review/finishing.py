"""WAGTAIL_FINISH_WORKFLOW_ACTION: what the core does once a review is approved.

Trap: Wagtail imports this file while its own models load, so the guard, which needs
models, is imported when it is called.
"""


def publish_voted_revision(workflow_state, user=None):
    """Publish the revision that was voted, through the guard."""
    from .publication import publish_what_was_voted

    publish_what_was_voted(workflow_state, user=user)
