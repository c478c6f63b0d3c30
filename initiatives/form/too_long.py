"""The texts that are longer than a draft may hold: what an autosave says of them."""

from ..sections import LABEL_OF


def said_of_length(form):
    """« Résumé : 20 345 signes, c’est trop… », one after the other, or ""."""
    found = list(_too_long(form))
    for formset in form.formsets.values():
        for row in formset.forms:
            found += _too_long(row)
    return " ".join(f"{label} : {sentence}" for label, sentence in found)


def _too_long(form):
    for name, errors in form.errors.as_data().items():
        label = form.fields[name].label if name in form.fields else name
        for error in errors:
            yield from _sentences(error, label)


def _sentences(error, label):
    """(label, sentence) of an error; one of blocks holds those of its parts."""
    for part, inner in getattr(error, "block_errors", {}).items():
        yield from _sentences(inner, str(LABEL_OF.get(part, label)))
    if getattr(error, "code", None) == "max_length":
        yield from ((label, sentence) for sentence in error.messages)
