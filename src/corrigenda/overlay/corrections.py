"""Reads overlays whose actions belong to corrections with evidence, as this project's do.

Problems are: a correction without a reason or evidence, evidence on lines that the page does not
have, unknown keys, and corrections that are too large. An action without a correction is taken as
the specification says (see `evidence`), and so is an overlay that has none of our keys.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from corrigenda.corrections import Page, evidence_problems, thickness_problems
from corrigenda.documents import Document, read_document
from corrigenda.formats import check
from corrigenda.overlay.document import (
    Overlay,
    action_problems,
    checked_overlay,
    format_problems,
)
from corrigenda.overlay.jsonpath import Query
from corrigenda.problems import Place, Problem, gather, raise_any
from corrigenda.trees import is_array, is_object, measure, walk

_RESERVED = ("x-oai-", "x-oas-")
_OURS = (
    "x-corrections", "x-open-questions", "x-left-alone", "x-correction", "x-was", "x-expect",
)  # fmt: skip


def read_overlays(paths: Sequence[Path], pages: Mapping[str, Page] | None) -> list[Overlay]:
    """Read overlays and check their corrections; without `pages`, evidence is not checked.

    Raises:
        ProblemsError: the problems of all overlays.
    """
    return gather(partial(_read, path, pages) for path in paths)


def _read(path: Path, pages: Mapping[str, Page] | None) -> Overlay:
    document = read_document(path)
    keys = () if _is_plain(document) else _key_problems(document)
    raise_any([*format_problems(document), *_reserved(document), *keys])
    queries: dict[str, Query] = {}
    problems = [*action_problems(document, queries), *_correction_problems(document)]
    problems += [] if pages is None else page_problems(document, pages)
    raise_any([*problems, *_thickness(document)])
    return checked_overlay(document, queries)


def _key_problems(document: Document) -> Iterator[Problem]:
    """Problems with the format of corrections, without reserved keys (see `_reserved`)."""
    for problem in check(document.root, "corrections", document.place):
        if not any(f"`{reserved}" in problem.message for reserved in _RESERVED):
            yield problem


def _is_plain(document: Document) -> bool:
    """Whether an overlay has no key of ours, or almost ours, so that it comes from elsewhere."""
    actions: Any = document.root.get("actions")
    nodes = [document.root, *(one for one in (actions if is_array(actions) else ()))]
    keys = [str(key) for node in nodes if is_object(node) for key in node]
    return not any(get_close_matches(key, _OURS, 1, 0.8) for key in keys if key.startswith("x-"))


def _reserved(document: Document) -> Iterator[Problem]:
    for location, node in walk(document.root):
        if location[:1] not in ((), ("info",), ("actions",)) or len(location) > 2:
            continue
        for key in node if is_object(node) else ():
            if key.startswith(_RESERVED):
                message = f"`{key}` is reserved for the OpenAPI Initiative"
                yield Problem(document.place((*location, key)), message, "rename the key")


def _correction_problems(document: Document) -> Iterator[Problem]:
    declared = document.root.get("x-corrections", {})
    for index, content in enumerate(document.root["actions"]):
        if "x-correction" not in content:
            continue
        place = document.place(("actions", index, "target"))
        if content["x-correction"] not in declared:
            message = f"correction `{content['x-correction']}` is not declared in this file"
            fix = "declare it in `x-corrections`, with `because`, `evidence` and `confidence`"
            yield Problem(place, message, fix)
        if content.get("remove") is True:
            for key in ("update", "copy"):
                if key in content:
                    message = f"`{key}` has no effect beside `remove: true`"
                    place = document.place(("actions", index, key))
                    yield Problem(place, message, "delete it, or move it to a separate action")
        elif "update" not in content and "copy" not in content:
            message = "the action has no `update`, `copy` or `remove: true`"
            yield Problem(place, message, "add one of them, or delete the action")


def page_problems(document: Document, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Evidence of an overlay on pages, or on lines of them, that there are not."""
    for section in ("x-corrections", "x-open-questions", "x-left-alone"):
        for identifier, content in document.root.get(section, {}).items():
            for index, evidence in enumerate(content["evidence"]):
                place = document.place((section, identifier, "evidence", index, "lines"))
                yield from evidence_problems(
                    place, str(evidence["page"]), str(evidence["lines"]), pages
                )


def _thickness(document: Document) -> Iterator[Problem]:
    actions = [
        (
            str(content.get("x-correction", "")),
            measure(content["update"]) if "update" in content else 0,
        )
        for content in document.root["actions"]
    ]

    def place(identifier: str) -> Place:
        return document.place(("x-corrections", identifier))

    return thickness_problems(actions, place, ("actions", "nodes in its updates"))
