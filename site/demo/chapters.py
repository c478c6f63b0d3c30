"""From the blocks of the demo's data to the stream of a chapter."""

import json
from uuid import NAMESPACE_URL, uuid4, uuid5

from .pages import rich


def block_key(project, chapter, block):
    """The identity of a block, the same at each load: its anchor comes from it."""
    return str(uuid5(NAMESPACE_URL, f"demo:{project}/{chapter}#{block}"))


def body_of(blocks, project, chapter, documents):
    """The stream of a chapter as JSON; `documents` knows the pages that blocks name."""
    stream = [
        {
            "id": block_key(project, chapter, block["key"]),
            "type": block["type"],
            "value": _value(block, project, documents),
        }
        for block in blocks
    ]
    return json.dumps(stream)


def _value(block, project, documents):
    kind = block["type"]
    if kind == "text":
        return rich("\n\n".join(block["value"]))
    if kind == "list":
        return {"title": block.get("title", ""), "items": _items(block["items"])}
    if kind == "table":
        return _table(block)
    if kind == "timeline":
        return {"items": _items(block["items"])}
    if kind == "quote":
        return {"text": block["text"], "author": block["who"]}
    if kind == "call":
        page = documents.pages[f"group:{block['group']}"]
        return {"page": page.pk, "text": block["text"]}
    if kind == "excerpt":
        return {"entry": str(documents.identity_of(project, block["entry"]))}
    known = {"type", "key"}
    return {name: str(one) for name, one in block.items() if name not in known}


def _items(values):
    # Trap: without its id the core takes an item for a value of an older version.
    return [{"type": "item", "id": str(uuid4()), "value": one} for one in values]


def _table(block):
    columns = [
        {"type": column["kind"], "heading": column["label"]}
        for column in block["columns"]
    ]
    rows = [{"values": [str(cell) for cell in row]} for row in block["rows"]]
    numeric = [column["kind"] == "number" for column in block["columns"]]
    stated = [
        {
            "label": one["label"],
            "values": " ; ".join(
                str(value)
                for value, is_number in zip(one["values"], numeric, strict=True)
                if is_number
            ),
        }
        for one in block.get("stated", [])
    ]
    return {
        "cells": {"columns": columns, "rows": rows, "caption": block["caption"]},
        "stated": _items(stated),
        "note": block.get("note", ""),
    }
