"""What a federation calls its groups, one or several."""

from django.utils.text import capfirst


def plural_of(word):
    """« groupes de travail » of « groupe de travail », « réseaux » of « réseau »."""
    first, space, rest = word.partition(" ")
    if not first or first[-1] in "sxz":
        return word
    end = "x" if first.endswith(("au", "eu")) else "s"
    return f"{first}{end}{space}{rest}"


def word_of(model, federation):
    """What this federation calls a WorkingGroupPage, or a CommissionPage."""
    own = getattr(federation, model.word_of_federation)
    return own or str(model._meta.verbose_name)


def title_of(model, federation):
    """The title of a list of them: « Collectifs »."""
    return capfirst(plural_of(word_of(model, federation)))
