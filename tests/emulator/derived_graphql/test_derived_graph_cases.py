"""Each folder in `cases` is a schema and the requests to it, in order, with their responses.

A step may `save` values of its response by path, for later steps to name as `<name>`. An expected
`<>` stands for any text, because the service makes ids and times.
"""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from corrigenda.emulator import exact
from corrigenda.emulator.documents import read_yaml
from corrigenda.emulator.provider import BASIS
from tests.emulator.derived_graphql.asking_derived import desk

CASES = sorted(Path(__file__).with_name("cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_responses(case: Path, engine: Engine) -> None:
    document = read_yaml(case / "requests.yaml")
    sdl = (case / "schema.graphql").read_text(encoding="utf-8")
    asked = desk(engine, sdl, document.get("operations"))
    assert document.get("bases", {}).items() <= asked.derived.bases.items()
    saved: dict[str, str] = {}
    for number, step in enumerate(document["steps"], 1):
        step = _filled(step, saved)
        name, answer = asked.answer(step["query"], step.get("variables", {}))
        said = f"{case.name}, step {number}: {answer.body.decode()}"
        body: Any = exact.decode(answer.body)
        wanted = {key: step[key] for key in ("data", "errors") if key in step}
        assert wanted, "a step without an expected response"
        assert _matches(body, wanted), said
        assert answer.status == step.get("status", 200), said
        assert answer.headers.get(BASIS, "") == step.get("basis", ""), said
        assert step.get("operation", name) == name, said
        saved |= {key: str(_at(body, path)) for key, path in step.get("save", {}).items()}


def _filled(value: Any, saved: dict[str, str]) -> Any:
    match value:
        case str():
            for name, each in saved.items():
                value = value.replace(f"<{name}>", each)
            return value
        case list():
            return [_filled(each, saved) for each in value]
        case dict():
            return {name: _filled(each, saved) for name, each in value.items()}
        case _:
            return value


def _matches(found: Any, wanted: Any) -> bool:
    match wanted:
        case "<>":
            return isinstance(found, str) and found != ""
        case list():
            same = isinstance(found, list) and len(found) == len(wanted)
            return same and all(map(_matches, found, wanted))
        case dict():
            same = isinstance(found, dict) and found.keys() == wanted.keys()
            return same and all(_matches(found[name], each) for name, each in wanted.items())
        case _:
            return type(found) is type(wanted) and found == wanted


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value
