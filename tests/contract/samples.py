"""Reads the documented samples for contract tests, and compares JSON by value."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SCHEMAS = Path(__file__).parents[2] / "schemas"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True)
class Sample:
    """A sample file; `printed` and `mended` give a part of it in either form."""

    name: str
    content: dict[str, Any]

    @property
    def apart(self) -> bool:
        return "apart" in self.content

    def printed(self, part: str) -> dict[str, Any]:
        return {key: value for key, value in self.content[part].items() if key != "mended"}

    def mended(self, part: str) -> dict[str, Any]:
        return {**self.printed(part), **self.content[part].get("mended", {})}


def read_samples(provider: str) -> list[Sample]:
    yaml = YAML(typ="safe")
    paths = sorted((SCHEMAS / provider / "samples").glob("*.yaml"))
    return [Sample(path.stem, yaml.load(path.read_text(encoding="utf-8"))) for path in paths]


def exact(text: str | bytes) -> Any:
    """JSON with every number as the Decimal that it is written as."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def by_value(node: Any) -> Any:
    """JSON in a form that compares by value: instants as instants, numbers with their digits."""
    if isinstance(node, dict):
        return {key: by_value(value) for key, value in node.items()}
    if isinstance(node, list):
        return [by_value(value) for value in node]
    if isinstance(node, Decimal):
        return ("number", str(node))
    if isinstance(node, str) and _INSTANT.fullmatch(node):
        return datetime.fromisoformat(node)
    return node


def without(node: Any, pointers: list[str]) -> Any:
    """A copy of JSON without the members that the pointers name, if they are there."""
    copy = _copy(node)
    for pointer in sorted(pointers, reverse=True):
        _drop(copy, pointer.split("/")[1:])
    return copy


def _copy(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _copy(value) for key, value in node.items()}
    return [_copy(value) for value in node] if isinstance(node, list) else node


def _drop(node: Any, steps: list[str]) -> None:
    *inner, last = steps
    for step in inner:
        node = node[int(step)] if isinstance(node, list) else node.get(step, {})
    if isinstance(node, list):
        del node[int(last) : int(last) + 1]
    else:
        node.pop(last, None)
