"""Workbooks as programs write them, what they say."""

import io
import zipfile

import openpyxl
import pytest

from network.projects.outline.rows import NotAnOutline
from network.projects.outline.sheets import read_sheet


def workbook(*lines, change=lambda book, sheet: None):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    change(book, book.active)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def rewritten(data, *changes, name="sheet1.xml"):
    """The workbook with its XML changed, as another program writes it."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w") as new:
        for member in old.namelist():
            text = old.read(member)
            for before, after in zip(changes[::2], changes[1::2], strict=True):
                if member.endswith(name):
                    assert before in text
                    text = text.replace(before, after)
            new.writestr(member, text)
    return output.getvalue()


def tree(data):
    return [
        "  " * row.level
        + " ".join(
            word for word in (row.kind, row.label, row.number, row.title) if word
        )
        for row in read_sheet(data).rows
    ]


def refusal(data):
    with pytest.raises(NotAnOutline) as caught:
        read_sheet(data)
    return str(caught.value)
