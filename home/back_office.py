"""Where the back office begins, wherever the site is mounted: asked by all."""

ROOT = "/admin/"


def is_back_office(request):
    """True under /admin/.

    Trap: `request.path` begins with the prefix of a mount (SCRIPT_NAME), so that a
    test of it is never true there and everything that it closes stands open.
    """
    return request.path_info.startswith(ROOT)
