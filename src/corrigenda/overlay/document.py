"""Reads an overlay document, and checks it against the Overlay Specification 1.0 or 1.1.

`corrections` checks what this project requires in addition (corrections with evidence, guards).
Keys that the specification does not name are problems, except `x-` keys where it allows them. So is
`update` beside `copy`, on which the specification contradicts itself.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corrigenda.corrections import (
    Correction,
    LeftAlone,
    Question,
    WithoutEvidence,
    read_correction,
    read_left_alone,
    read_question,
)
from corrigenda.documents import Document, read_document
from corrigenda.formats import check
from corrigenda.overlay.jsonpath import Query, QueryError, compile_query
from corrigenda.problems import Place, Problem, raise_any
from corrigenda.trees import Location, Object, is_object

LATEST = "1.1.0"


@dataclass(frozen=True, slots=True)
class Action:
    """One action of an overlay, with its JSONPaths compiled.

    `remove` takes precedence over the others; an action with none of the three does nothing.
    """

    document: Document
    index: int
    kind: Literal["update", "copy", "remove", "nothing"]
    target: Query
    source: Query | None
    content: Object

    @property
    def correction(self) -> str:
        """The correction that it belongs to; empty in an overlay without corrections."""
        return str(self.content.get("x-correction", ""))

    @property
    def update(self) -> Any:
        return self.content.get("update")

    @property
    def expect(self) -> int | None:
        """The number of nodes that the target must match, where that is checked.

        None is any number but zero: an action without a correction means what it means elsewhere.
        """
        expected = self.content.get("x-expect", 1 if self.correction else None)
        return None if expected is None else int(expected)

    @property
    def place(self) -> Place:
        return self.document.place((*self.location, "target"))

    @property
    def location(self) -> Location:
        """The location of the action in the overlay."""
        return ("actions", self.index)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A checked overlay document, and its actions in order."""

    document: Document
    actions: tuple[Action, ...]

    @property
    def path(self) -> Path:
        return self.document.path

    @property
    def corrections(self) -> dict[str, Correction]:
        """The corrections that the overlay declares, by their ids."""
        section = "x-corrections"
        return {
            key: read_correction(key, one, self.document.place((section, key)), self.unproven_key)
            for key, one in self._declared(section)
        }

    @property
    def questions(self) -> dict[str, Question]:
        """The open questions that the overlay declares, by their ids."""
        return {key: read_question(key, one) for key, one in self._declared("x-open-questions")}

    @property
    def left_alone(self) -> dict[str, LeftAlone]:
        """What is known to be wrong and needs no correction, by id."""
        return {key: read_left_alone(key, one) for key, one in self._declared("x-left-alone")}

    def _declared(self, section: str) -> list[tuple[str, Object]]:
        found: Any = self.document.root.get(section)
        items = found.items() if is_object(found) else ()
        return [(key, content) for key, content in items if is_object(content)]

    @property
    def used(self) -> frozenset[str]:
        """The ids of the corrections that have an action."""
        return frozenset(action.correction for action in self.actions if action.correction)

    @property
    def without_evidence(self) -> list[WithoutEvidence]:
        """The actions that belong to no correction."""
        return [
            WithoutEvidence(one.place, f"`{one.kind}` of `{one.target.text}`", "x-correction: {}")
            for one in self.actions
            if not one.correction
        ]

    @property
    def unproven_key(self) -> str:
        return "unproven-because"

    def touches(self, identifier: str) -> list[str]:
        """The kinds of input that the actions of a correction change."""
        return ["schema"] if identifier in self.used else []


def read_overlay(path: Path) -> Overlay:
    """Read and check one overlay document.

    Raises:
        ProblemsError: it cannot be read, or violates the specification.
    """
    return overlay_of(read_document(path))


def overlay_of(document: Document) -> Overlay:
    """Check a document, and compile its actions.

    Raises:
        ProblemsError: it violates the specification.
    """
    raise_any(format_problems(document))
    queries: dict[str, Query] = {}
    raise_any(action_problems(document, queries))
    return checked_overlay(document, queries)


def checked_overlay(document: Document, queries: Mapping[str, Query]) -> Overlay:
    """The overlay of a document without problems, with the queries that were compiled for it."""
    count = len(document.root["actions"])
    return Overlay(document, tuple(_action(document, at, queries) for at in range(count)))


def format_problems(document: Document) -> Iterator[Problem]:
    """Keys that are missing, unknown or of the wrong type; if there are none, read the actions."""
    found = list(check(document.root, "overlay", document.place))
    yield from found
    if not found and str(document.root["overlay"]).startswith("1.0."):
        yield from _too_new(document)


def action_problems(document: Document, queries: dict[str, Query]) -> Iterator[Problem]:
    """Problems with single actions, in a document whose format is valid.

    Each JSONPath is compiled once, and added to `queries`.
    """
    seen: set[str] = set()
    for index, content in enumerate(document.root["actions"]):
        place = document.place(("actions", index, "target"))
        if "update" in content and "copy" in content and content.get("remove") is not True:
            yield Problem(
                place, "the action has both `update` and `copy`", "split it into two actions"
            )
        text = json.dumps(content, sort_keys=True)
        if text in seen:
            fix = "delete it, or give it a different `description`"
            yield Problem(place, "the action repeats an earlier one", fix)
        seen.add(text)
        for key in ("target", "copy"):
            if key in content:
                at = ("actions", index, key)
                yield from _path_problems(document, at, str(content[key]), queries)


def _action(document: Document, index: int, queries: Mapping[str, Query]) -> Action:
    content: Object = document.root["actions"][index]
    kind = _kind(content)
    source = queries[str(content["copy"])] if kind == "copy" else None
    return Action(document, index, kind, queries[str(content["target"])], source, content)


def _kind(content: Object) -> Literal["update", "copy", "remove", "nothing"]:
    if content.get("remove") is True:
        return "remove"
    return "copy" if "copy" in content else "update" if "update" in content else "nothing"


def _too_new(document: Document) -> Iterator[Problem]:
    """Keys of Overlay 1.1 in a document of version 1.0."""
    found: list[Location] = []
    if "description" in document.root["info"]:
        found.append(("info", "description"))
    for index, content in enumerate(document.root["actions"]):
        found += [("actions", index, "copy")] if "copy" in content else []
    for *_above, key in found:
        message = f"Overlay 1.0 does not allow `{key}` here"
        fix = f"set `overlay: {LATEST}`, or delete `{key}`"
        yield Problem(document.place((*_above, key)), message, fix)


def _path_problems(
    document: Document, location: Location, path: str, queries: dict[str, Query]
) -> Iterator[Problem]:
    try:
        queries[path] = queries.get(path) or compile_query(path)
    except QueryError as error:
        dashed = re.search(r"\.([A-Za-z_$][\w$]*-[\w$-]*)", path)
        fix = "write a JSONPath as in RFC 9535: `$.paths['/orders'].get`"
        if dashed:
            fix = f"write `['{dashed.group(1)}']`: a name with a dash needs brackets"
        yield Problem(document.place(location), str(error), fix)
