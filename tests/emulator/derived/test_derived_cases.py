"""Every folder in `cases`: a document, and requests with the responses that they must get.

A member of an expected response is a value, or `$any`, `$uuid`, `$time`, `$integer`, `$text`;
`$name` stands for what an earlier request remembered, also in paths. A body is JSON, or a
`form`, which may have another `media_type`. Objects must have exactly the members that are named.
"""

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from corrigenda.emulator.documents import read_yaml
from corrigenda.emulator.samples import Sample
from tests.emulator.derived.served import Served

CASES = Path(__file__).parent / "cases"
Json = Any


def _is_uuid(value: Json) -> bool:
    return isinstance(value, str) and str(UUID(value)) == value


def _is_time(value: Json) -> bool:
    return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None


KINDS = {
    "$any": lambda value: True,
    "$uuid": _is_uuid,
    "$time": _is_time,
    "$integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "$text": lambda value: isinstance(value, str) and value != "",
}


def same(wanted: Json, found: Json, where: str = "$") -> None:
    if isinstance(wanted, str) and wanted in KINDS:
        assert KINDS[wanted](found), f"{where}: {found!r} is not {wanted}"
    elif isinstance(wanted, dict) and isinstance(found, dict):
        assert wanted.keys() == found.keys(), f"{where}: {found}"
        for name in wanted:
            same(wanted[name], found[name], f"{where}.{name}")
    elif isinstance(wanted, list) and isinstance(found, list):
        assert len(wanted) == len(found), f"{where}: {found}"
        for place, (one, other) in enumerate(zip(wanted, found, strict=True)):
            same(one, other, f"{where}[{place}]")
    else:
        assert (type(wanted), wanted) == (type(found), found), f"{where}: {found!r}"


def filled(value: Json, known: dict[str, Json]) -> Json:
    """Replace `$name` by what an earlier request remembered."""
    match value:
        case str() if value[1:] in known and value.startswith("$"):
            return known[value[1:]]
        case str():
            return (
                re.sub(r"\$(\w+)", lambda m: str(known.get(m[1], m[0])), value)
                if value not in KINDS
                else value
            )
        case dict():
            return {name: filled(each, known) for name, each in value.items()}
        case list():
            return [filled(each, known) for each in value]
        case _:
            return value


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda folder: folder.name)
def test_requests_get_the_expected_responses(folder: Path) -> None:
    case = read_yaml(folder / "requests.yaml")
    document = read_yaml(folder / "openapi.yaml")
    served = Served(document)
    if case.get("seed"):
        samples = [Sample(one["operation"], one["answer"]) for one in case.get("samples", [])]
        seed = list(served.derived.provider.documented(samples))
        served.close()
        served = Served(document, seed)
    if "base" in case:
        assert served.derived.provider.base == case["base"]
    if "bases" in case:
        assert dict(served.derived.bases) == case["bases"]
    known: dict[str, Json] = {}
    for step in case["requests"]:
        method, path = filled(step["send"], known).split(" ", 1)
        given = {name: step[name] for name in ("form", "media_type") if name in step}
        status, body, headers = served.send(method, path, filled(step.get("body"), known), **given)
        assert status == step["status"], (step["send"], body)
        if "answer" in step:
            same(filled(step["answer"], known), body, step["send"])
        for name, value in step.get("headers", {}).items():
            assert headers.get(name) == value, (step["send"], headers)
        for name, way in step.get("remember", {}).items():
            known[name] = at(body, way)
    served.close()


def at(value: Json, way: str) -> Json:
    for step in way.split("."):
        value = value[int(step) if isinstance(value, list) else step]
    return value
