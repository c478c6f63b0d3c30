"""What the matrices share: a request of which nothing stays, and a kept table."""

import os
import re
from copy import copy
from pathlib import Path

import pytest
from django.db import transaction
from django.urls.resolvers import URLResolver
from wagtail.admin import urls as admin_urls

FOLDER = Path(__file__).resolve().parent.parent / "golden"
UPDATES = os.environ.get("UPDATE_GOLDEN") == "1"


def routes(patterns=admin_urls.urlpatterns, prefix=""):
    """Every pattern that the resolver of the back office knows, named or not."""
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, route)
        else:
            yield route


def readable(route):
    """`^a/(?P<pk>\\d+)/$` and `a/<int:pk>/` read alike: `a/<pk>/`."""
    route = re.sub(r"\(\?P<(\w+)>(?:[^()\[\]]|\[[^]]*\])*\)", r"<\1>", route)
    route = re.sub(r"<\w+:(\w+)>", r"<\1>", route)
    return route.replace("^", "").replace("$", "").replace("\\", "")


def rename(user, last_name):
    """A name that no page holds by chance."""
    user.last_name, user.email = last_name, f"{last_name.lower()}@exemple.test"
    user.save()


def read(answer):
    """The text of an answer; a file is read to its end too, which closes it: ""."""
    if answer.streaming:
        list(answer.streaming_content)
        return ""
    return answer.content.decode(errors="replace")


def ask(client, method, address, *args, then=lambda: None, **kwargs):
    """The status, all that a person would read, and what `then()` finds in the database.

    Nothing stays done.
    """
    cookies = copy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method)(address, *args, **kwargs)
        said = read(answer)
        for message in getattr(answer.wsgi_request, "_messages", []):
            said += str(message)
        found = then()
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code, said + answer.headers.get("Location", ""), found


def online(taken):
    """{page online: its title and its revision} of a snapshot."""
    return {row[0]: (row[2], row[-1]) for row in taken[0] if row[5]}


def mark(before, after):
    if online(before) != online(after):
        return "!"
    return "" if before == after else "*"


def columns(roles):
    """The roles as parameters, each asked on one database.

    A webmaster opens every address, a member of the committee votes: their columns run
    the statements of the views, on PostgreSQL as a real site does, where there is a
    second pass. Those of memberships are asked on both databases by test_permissions,
    test_page_policy and test_who_sees_what.
    """
    why = "its views are those of another column"
    once = pytest.mark.one_database(why)
    real = pytest.mark.one_database(why, on="postgresql")
    marks = {"committee": real, "webmaster": real}
    return [pytest.param(role, marks=marks.get(role, once)) for role in roles]


class Golden:
    """A table in tests/golden: a line has the words of a place, then a column a role."""

    def __init__(self, name, heading, roles):
        self.path, self.heading, self.roles = FOLDER / name, heading, roles

    def rows(self):
        """{place, a tuple of words: {role: status}}"""
        if not self.path.exists():
            return {}
        size = len(self.heading)
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return {
            tuple(words[:size]): dict(zip(self.roles, words[size:], strict=True))
            for words in map(str.split, lines[1:])
        }

    def keep(self, role, found):
        """Write the column of a role again; lines of places that are gone fall."""
        table = self.rows()
        lines = [" ".join(["#", *self.heading, *self.roles])]
        for place in sorted(found):
            row = table.get(place, {}) | {role: found[place]}
            lines.append(
                " ".join([*place, *(row.get(name, "-") for name in self.roles)])
            )
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def differences(self, role, found):
        """{place: (kept, found)} of a role; none with UPDATE_GOLDEN=1, which keeps."""
        if UPDATES:
            self.keep(role, found)
        rows = self.rows().items()
        column = {place: row[role] for place, row in rows if row[role] != "-"}
        return {
            place: (column.get(place, "not kept"), found.get(place, "gone"))
            for place in {*column, *found}
            if column.get(place) != found.get(place)
        }
