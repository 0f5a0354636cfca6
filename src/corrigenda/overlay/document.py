"""Reads an overlay document and checks that it says what it must about every correction.

It refuses an action without a correction, a correction without evidence, evidence on lines that the
page does not have, and combinations that the Overlay Specification leaves open.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jsonpath_rfc9535 import JSONPathError, JSONPathQuery
from jsonpath_rfc9535 import compile as compile_path

from corrigenda.documents import Document, Location, Object, read_document
from corrigenda.formats import check
from corrigenda.problems import Place, Problem, attempt, raise_any
from corrigenda.provider import Page, Provider


@dataclass(frozen=True, slots=True)
class Action:
    """One action of an overlay, with its JSONPaths compiled.

    `kind` is `update`, `copy` or `remove`; removing wins over the others (section 4.4.3.2).
    """

    document: Document
    index: int
    kind: str
    target: JSONPathQuery
    source: JSONPathQuery | None
    content: Object

    @property
    def correction(self) -> str:
        return str(self.content["x-correction"])

    @property
    def update(self) -> Any:
        return self.content.get("update")

    @property
    def expect(self) -> int:
        """How many nodes the target must match."""
        return int(self.content.get("x-expect", 1))

    @property
    def place(self) -> Place:
        return self.document.place(("actions", self.index, "target"))

    @property
    def update_location(self) -> Location:
        """Where in the overlay the action's update stands."""
        return ("actions", self.index, "update")


@dataclass(frozen=True, slots=True)
class Overlay:
    """A checked overlay document: its actions in order, and the corrections they belong to."""

    document: Document
    actions: tuple[Action, ...]
    corrections: Mapping[str, Object]

    @property
    def path(self) -> Path:
        return self.document.path

    @property
    def questions(self) -> Mapping[str, Object]:
        """What no correction settles, by id."""
        found: Object = self.document.root.get("x-open-questions", {})
        return found

    @property
    def used(self) -> frozenset[str]:
        """The ids of the corrections that have an action."""
        return frozenset(action.correction for action in self.actions)

    def touches(self, identifier: str) -> list[str]:
        """What the actions of a correction change."""
        return ["schema"] if identifier in self.used else []

    def correction_place(self, identifier: str) -> Place:
        """Where a correction is declared."""
        return self.document.place(("x-corrections", identifier))


def read_overlays(provider: Provider) -> list[Overlay]:
    """Read every overlay of a provider, in the order of the file names.

    Raises:
        ProblemsError: what is wrong in any of them.
    """
    problems: list[Problem] = []
    tasks = [partial(read_overlay, path, provider.pages) for path in provider.overlays]
    read = [attempt(problems, task) for task in tasks]
    raise_any(problems)
    return [overlay for overlay in read if overlay is not None]


def read_overlay(path: Path, pages: Mapping[str, Page]) -> Overlay:
    """Read and check one overlay document.

    Raises:
        ProblemsError: the document is not an overlay as `docs/formats.md` describes it.
    """
    document = read_document(path)
    raise_any(check(document.root, "overlay", document.place))
    raise_any([*_action_problems(document), *_evidence_problems(document, pages)])
    actions = tuple(_action(document, index) for index in range(len(document.root["actions"])))
    return Overlay(document, actions, document.root.get("x-corrections", {}))


def _action(document: Document, index: int) -> Action:
    content: Object = document.root["actions"][index]
    kind = "remove" if content.get("remove") else "copy" if "copy" in content else "update"
    source = compile_path(str(content["copy"])) if kind == "copy" else None
    return Action(document, index, kind, compile_path(str(content["target"])), source, content)


def _action_problems(document: Document) -> Iterator[Problem]:
    for index, content in enumerate(document.root["actions"]):
        place = document.place(("actions", index, "target"))
        if "update" in content and "copy" in content:
            yield Problem(place, "the action has both `update` and `copy`", "make them two actions")
        if not content.get("remove") and "update" not in content and "copy" not in content:
            yield Problem(
                place, "the action does nothing", "give it `update`, `copy` or `remove: true`"
            )
        if content["x-correction"] not in document.root.get("x-corrections", {}):
            message = f"correction `{content['x-correction']}` is not declared in this file"
            yield Problem(
                place, message, "add it to `x-corrections`, with because, evidence and confidence"
            )
        for key in ("target", "copy"):
            if key in content:
                yield from _path_problems(
                    document.place(("actions", index, key)), str(content[key])
                )


def _path_problems(place: Place, path: str) -> Iterator[Problem]:
    try:
        compile_path(path)
    except JSONPathError:
        # The library's reason is left out: each of its versions words it differently.
        fix = "write it as RFC 9535 says: `$.paths['/orders'].get`"
        yield Problem(place, f"`{path}` is not a JSONPath", fix)


def _evidence_problems(document: Document, pages: Mapping[str, Page]) -> Iterator[Problem]:
    for section in ("x-corrections", "x-open-questions"):
        for identifier, content in document.root.get(section, {}).items():
            for index, evidence in enumerate(content["evidence"]):
                place = document.place((section, identifier, "evidence", index, "lines"))
                yield from evidence_problems(
                    place, str(evidence["page"]), str(evidence["lines"]), pages
                )


def evidence_problems(
    place: Place, page: str, lines: str, pages: Mapping[str, Page]
) -> Iterator[Problem]:
    """What is wrong with a reference to lines of a page."""
    if page not in pages:
        known = ", ".join(pages)
        yield Problem(place, f"provider.toml has no page `{page}`", f"use one of: {known}")
    elif max(map(int, re.findall(r"\d+", lines))) > pages[page].lines:
        length = pages[page].lines
        yield Problem(
            place, f"page `{page}` has {length} lines, not {lines}", "cite lines that exist"
        )
