"""A refused submission: each field says what it lacks, in the words of the list."""

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError


def show_beside_fields(form, missing, page):
    """Give a form of `page` the messages of `missing`, a list of Items."""
    if not form.is_bound:
        # What the validation of a bound form would have made.
        form._errors, form.cleaned_data = ErrorDict(), {}
    story = [item for item in missing if item.section]
    for item in missing:
        if item.section:
            continue
        if item.field in form.formsets:
            _add_to_rows(form.formsets[item.field], item)
        elif item.field == "complements":
            form.add_error(item.field, _of_stream(item.message))
        elif item.field in form.fields:
            form.add_error(item.field, item.message)
    if story and "story" not in form.errors:  # the field shows its first error only
        form.add_error("story", _of_story(story, page))


def _add_to_rows(formset, item):
    """Beside the field of the row that it names, or above the rows."""
    if item.row is not None and item.row < len(formset.forms):
        form = formset.forms[item.row]
        if form._errors is None:
            form._errors, form.cleaned_data = ErrorDict(), {}
        form.add_error(item.column, item.message)
        return
    errors = formset._non_form_errors or ErrorList()
    errors.append(item.message)
    formset._non_form_errors = errors


def _of_stream(message):
    return StreamBlockValidationError(non_block_errors=[ValidationError(message)])


def _of_story(items, page):
    """One error for the field: it holds those of each section of its only block."""
    if not page.story:  # the block was deleted: no section to stand beside
        return _of_stream(items[0].message)
    sections = {}
    for item in items:
        sections.setdefault(item.section, []).append(item.message)
    errors = {name: ValidationError(messages) for name, messages in sections.items()}
    return StreamBlockValidationError({0: StructBlockValidationError(errors)})
