"""What no draft may hold is set aside: all else is saved, and each is told where it is.

Source: editorial.md, section 3, "One wrong value".
"""

from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from wagtail.blocks import (
    BlockField,
    StreamValue,
    StructBlockValidationError,
    StructValue,
)
from wagtail.blocks.list_block import ListValue

from home.keys import typed_key
from home.typography import typeset

from ..sections import LABEL_OF


class Wrong(NamedTuple):
    """One value: the `name` of its control and its `anchor`, what to do (`message`)."""

    name: str
    anchor: str
    label: str
    message: str

    def typeset(self):
        """The same for a script, which shows it as it comes."""
        return self._replace(label=typeset(self.label), message=typeset(self.message))


def wrong_values(form):
    """What an invalid form holds and no draft may: a list of Wrong."""
    found = list(_in_fields(form))
    for name, formset in form.formsets.items():
        label = str(LABEL_OF.get(name, name))
        anchor = f"id_{name}-FORMS"
        found += [
            Wrong(name, anchor, label, said) for said in formset.non_form_errors()
        ]
        for number, row in enumerate(formset.forms, 1):
            if not formset._should_delete_form(row):
                part = f"{capfirst(formset.model._meta.verbose_name)} {number}, "
                found += _in_fields(row, part)
    return found


def _in_fields(form, part=""):
    for name, errors in form.errors.as_data().items():
        if name not in form.fields:
            continue  # wrong as a whole: nothing to set aside
        bound = form[name]
        label = f"{part}{bound.label}" if part else capfirst(str(bound.label))
        for error in errors:
            if isinstance(bound.field, BlockField):
                block = bound.field.block
                yield from _in_blocks(block, error, form.data, bound.html_name, label)
            else:
                for said in error.messages:
                    yield Wrong(bound.html_name, bound.auto_id, label, said)


def _in_blocks(block, error, data, name, label):
    plain = getattr(error, "non_block_errors", None)
    said = error.messages if plain is None else plain
    yield from (Wrong(name, name, label, sentence) for sentence in said)
    parts = getattr(error, "block_errors", {})
    if not isinstance(error, StructBlockValidationError):
        numbers = _numbers_posted(data, name) if parts else []
        parts = {numbers[place]: inner for place, inner in parts.items()}
    for part, inner in parts.items():
        if isinstance(error, StructBlockValidationError):
            child, inner_name = block.child_blocks[part], f"{name}-{part}"
            inner_label = str(LABEL_OF.get(part, child.label))
        else:
            kind = data.get(f"{name}-{part}-type")
            child = block.child_blocks[kind] if kind else block.child_block
            inner_name, inner_label = f"{name}-{part}-value", label
        yield from _in_blocks(child, inner, data, inner_name, inner_label)


def _numbers_posted(data, name):
    """By which number each block of a list was posted, in the order of the list."""
    numbers = range(typed_key(data.get(f"{name}-count")) or 0)
    kept = [n for n in numbers if not data.get(f"{name}-{n}-deleted")]
    return sorted(kept, key=lambda n: int(data[f"{name}-{n}-order"]))


def rest_of(form, bind):
    """The valid form of the same post without what is wrong in `form`, or None.

    `bind` makes that form again, on the page as it is stored, without the rows of the
    relations that it is given. What is set aside stays as stored.
    """
    if NON_FIELD_ERRORS in form.errors or not _is_whole(form):
        return None
    left_out = {name for name, rows in form.formsets.items() if _is_wrong(rows)}
    rest = bind(left_out)
    rest.defer_required_fields()
    rest.refused_files = []  # its data has none of them
    for name, errors in form.errors.as_data().items():
        _set_aside(rest, form, name, errors)
    for name, rows in rest.formsets.items():
        for row, wrong in zip(rows.forms, form.formsets[name].forms, strict=True):
            for field in wrong.errors:
                del row.fields[field]
    return rest if rest.is_valid() else None


def _is_whole(form):
    """Trap: fields that a cut form does not bring would be saved empty."""
    return all(rows.management_form.is_valid() for rows in form.formsets.values())


def _is_wrong(formset):
    """True if rows are wrong as rows: too many, or their numbers forged."""
    own = {field.name for field in formset.model._meta.fields} - {"id"}
    return bool(formset.non_form_errors()) or any(
        set(row.errors) - own for row in formset.forms
    )


def _set_aside(rest, form, name, errors):
    field = rest.fields.get(name)
    blocks = [error for error in errors if hasattr(error, "block_errors")]
    if not isinstance(field, BlockField) or any(e.non_block_errors for e in blocks):
        rest.fields.pop(name, None)
    elif blocks:
        # Django takes the value of a disabled field from where its form began.
        field.disabled = True
        typed, stored = form[name].data, rest.initial.get(name)
        rest.initial[name] = _mended(field.block, typed, blocks[0], stored)


def _mended(block, value, error, stored):
    """`value` with what is stored, or nothing, in place of what `error` names."""
    parts = getattr(error, "block_errors", {})
    if not parts or error.non_block_errors:
        return block.get_default() if stored is None else stored
    if isinstance(value, StructValue):
        before = stored or {}
        return block.normalize(
            dict(value)
            | {
                name: _mended(
                    block.child_blocks[name], value[name], inner, before.get(name)
                )
                for name, inner in parts.items()
            }
        )
    before = {_key(child): child.value for child in _children(stored)}
    mended = [
        _mended(child.block, child.value, parts[number], before.get(_key(child)))
        if number in parts
        else child.value
        for number, child in enumerate(_children(value))
    ]
    return _like(value, block, mended)


def _children(value):
    return getattr(value, "bound_blocks", value) or ()


def _key(child):
    return (child.block.name, child.id)


def _like(value, block, mended):
    children = list(zip(_children(value), mended, strict=True))
    if isinstance(value, StreamValue):
        said = [(child.block_type, one, child.id) for child, one in children]
        return StreamValue(block, said)
    listed = [
        ListValue.ListChild(block.child_block, one, id=c.id) for c, one in children
    ]
    return ListValue(block, bound_blocks=listed)
