"""Texts where each line says one thing."""


def lines_of(text):
    """The lines that say something: a list."""
    return [line.strip() for line in text.splitlines() if line.strip()]
