"""Reads overlays as this project writes them: every action belongs to a correction with evidence.

It refuses an action without a correction, a correction without a reason or evidence, evidence on
lines that the page does not have, keys that nothing reads, and corrections that are not thin.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from corrigenda.documents import Document, Object, is_object, read_document, walk
from corrigenda.formats import check
from corrigenda.overlay.document import (
    Overlay,
    action_problems,
    format_problems,
    overlay_of,
)
from corrigenda.problems import Place, Problem, attempt, raise_any
from corrigenda.provider import Page, Provider
from corrigenda.trees import measure

# What a correction may hold. Of the first 29 corrections of this project half had two actions or
# fewer and eight nodes in their updates or fewer; the largest had ten actions, and another one 42
# nodes. What is larger is no correction of one claim, or belongs into the base.
MAX_ACTIONS = 15
MAX_NODES = 60

_RESERVED = ("x-oai-", "x-oas-")


def read_overlays(provider: Provider) -> list[Overlay]:
    """Read every overlay of a provider, in the order of the file names.

    Raises:
        ProblemsError: what is wrong in any of them.
    """
    return read_corrections(provider.overlays, provider.pages)


def read_corrections(paths: tuple[Path, ...], pages: Mapping[str, Page] | None) -> list[Overlay]:
    """Read overlays and check their corrections; without `pages` no evidence is looked up.

    Raises:
        ProblemsError: what is wrong in any of them.
    """
    problems: list[Problem] = []
    read = [attempt(problems, partial(_read, path, pages)) for path in paths]
    raise_any(problems)
    return [overlay for overlay in read if overlay is not None]


def _read(path: Path, pages: Mapping[str, Page] | None) -> Overlay:
    document = read_document(path)
    raise_any([*format_problems(document), *_reserved(document), *_key_problems(document)])
    problems = [*action_problems(document), *_correction_problems(document)]
    problems += [] if pages is None else _evidence_problems(document, pages)
    raise_any([*problems, *_thickness(document)])
    return overlay_of(document)


def evidence_problems(
    place: Place, page: str, lines: str, pages: Mapping[str, Page]
) -> Iterator[Problem]:
    """What is wrong with a reference to lines of a page."""
    if page not in pages:
        known = ", ".join(pages)
        yield Problem(place, f"provider.toml has no page `{page}`", f"use one of: {known}")
        return
    numbers, length = [int(one) for one in re.findall(r"\d+", lines)], pages[page].lines
    if max(numbers) > length or min(numbers) < 1:
        message = f"page `{page}` has lines 1 to {length}, not {lines}"
        yield Problem(place, message, "cite lines that exist")
    for first, last in re.findall(r"(\d+)-(\d+)", lines):
        if int(first) > int(last):
            message = f"the lines {first}-{last} end before they begin"
            yield Problem(place, message, f"write {last}-{first}")


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
    """Corrections that are too large to be read against their evidence."""
    actions: dict[str, list[Object]] = defaultdict(list)
    for content in document.root["actions"]:
        actions[str(content["x-correction"])].append(content)
    fix = "make it several corrections of one claim each, or put what no page denies into the base"
    for identifier, contents in actions.items():
        size = sum(measure(content["update"]) for content in contents if "update" in content)
        place = document.place(("x-corrections", identifier))
        if len(contents) > MAX_ACTIONS:
            message = f"`{identifier}` is thick: {len(contents)} actions, and {MAX_ACTIONS} allowed"
            yield Problem(place, message, fix)
        if size > MAX_NODES:
            message = f"`{identifier}` is thick: {size} nodes in its updates, {MAX_NODES} allowed"
            yield Problem(place, message, fix)
