"""Reads overlays as this project writes them: every action belongs to a correction with evidence.

It refuses an action without a correction, a correction without a reason or evidence, evidence on
lines that the page does not have, keys that nothing reads, and corrections that are not thin.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from corrigenda.corrections import Page, evidence_problems, thickness_problems
from corrigenda.documents import Document, read_document
from corrigenda.formats import check
from corrigenda.overlay.document import (
    Overlay,
    action_problems,
    format_problems,
    overlay_of,
)
from corrigenda.problems import Place, Problem, gather, raise_any
from corrigenda.trees import is_object, measure, walk

_RESERVED = ("x-oai-", "x-oas-")


def read_overlays(paths: Sequence[Path], pages: Mapping[str, Page] | None) -> list[Overlay]:
    """Read overlays and check their corrections; without `pages` no evidence is looked up.

    Raises:
        ProblemsError: what is wrong in any of them.
    """
    return gather(partial(_read, path, pages) for path in paths)


def _read(path: Path, pages: Mapping[str, Page] | None) -> Overlay:
    document = read_document(path)
    raise_any([*format_problems(document), *_reserved(document), *_key_problems(document)])
    problems = [*action_problems(document), *_correction_problems(document)]
    problems += [] if pages is None else _evidence_problems(document, pages)
    raise_any([*problems, *_thickness(document)])
    return overlay_of(document)


def _key_problems(document: Document) -> Iterator[Problem]:
    """What the format of corrections finds, but for keys that are reserved anyway."""
    for problem in check(document.root, "corrections", document.place):
        if not any(f"`{reserved}" in problem.message for reserved in _RESERVED):
            yield problem


def _reserved(document: Document) -> Iterator[Problem]:
    for location, node in walk(document.root):
        if location[:1] not in ((), ("info",), ("actions",)) or len(location) > 2:
            continue
        for key in node if is_object(node) else ():
            if key.startswith(_RESERVED):
                message = f"`{key}` is reserved for the OpenAPI Initiative"
                yield Problem(document.place((*location, key)), message, "call it something else")


def _correction_problems(document: Document) -> Iterator[Problem]:
    declared = document.root.get("x-corrections", {})
    for index, content in enumerate(document.root["actions"]):
        place = document.place(("actions", index, "target"))
        if content["x-correction"] not in declared:
            message = f"correction `{content['x-correction']}` is not declared in this file"
            yield Problem(
                place, message, "add it to `x-corrections`, with because, evidence and confidence"
            )
        if content.get("remove") is True:
            for key in ("update", "copy"):
                if key in content:
                    message = f"`{key}` does nothing beside `remove: true`"
                    place = document.place(("actions", index, key))
                    yield Problem(place, message, "delete it, or make it an action of its own")
        elif "update" not in content and "copy" not in content:
            yield Problem(
                place, "the action does nothing", "give it `update`, `copy` or `remove: true`"
            )


def _evidence_problems(document: Document, pages: Mapping[str, Page]) -> Iterator[Problem]:
    for section in ("x-corrections", "x-open-questions", "x-left-alone"):
        for identifier, content in document.root.get(section, {}).items():
            for index, evidence in enumerate(content["evidence"]):
                place = document.place((section, identifier, "evidence", index, "lines"))
                yield from evidence_problems(
                    place, str(evidence["page"]), str(evidence["lines"]), pages
                )


def _thickness(document: Document) -> Iterator[Problem]:
    actions = [
        (str(content["x-correction"]), measure(content["update"]) if "update" in content else 0)
        for content in document.root["actions"]
    ]

    def place(identifier: str) -> Place:
        return document.place(("x-corrections", identifier))

    return thickness_problems(actions, place, ("actions", "nodes in its updates"))
