"""The rows of a post: a form says all the rows of its page, whatever it knows of them."""

import re

from home.keys import typed_key


def settle_rows(data, page, relations):
    """Make the post `data` (changed in place) say all the rows of `page` (in memory).

    A row that the form does not name goes: it made that row, and the answer that told
    its number was lost. A row named in vain, which somebody took away, is a new one.
    Trap: in the core the first is doubled, and the second an error that nobody sees.
    """
    for relation in relations:
        initial = typed_key(data.get(f"{relation}-INITIAL_FORMS"))
        if initial is None:
            continue  # a form cut or forged: its formset says so
        manager = getattr(page, relation)
        rows = {row.pk: row for row in manager.all() if row.pk}
        named = set(_name_rows(data, relation, initial, rows))
        manager.remove(*(row for key, row in rows.items() if key not in named))


def _name_rows(data, relation, initial, rows):
    """The keys of `rows` that the post names; what it names in vain is emptied."""
    field = re.compile(rf"{relation}-(\d{{1,4}})-id")
    seen = set()
    for name in list(data):
        found = field.fullmatch(name)
        if not found or int(found[1]) >= initial:
            continue
        key = typed_key(data[name])
        if key in rows and key not in seen:
            seen.add(key)
            yield key
        else:
            data[name] = ""
