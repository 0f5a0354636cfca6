"""Finds the GraphQL cases of the corpus: a folder is one schema, and what a client makes of it.

A folder has `schema.graphql` or `schema.json`, `operations/`, and `cases.yaml`, a list of cases:

    feature: what the table in `docs/formats.md` calls it
    signature: "get_thing(id: str) -> Thing"
    call: client.get_thing("7")              # Python, with the models in scope
    variables: {id: "7"}                     # the JSON that is sent
    contains: ["thing(id: $id)"]             # texts of the document that is sent
    answer: {thing: {id: "7"}}               # the `data` of the response
    errors: [{message: no}]                  # its `errors`
    value: Thing(id="7")                     # Python: what the call returns
    raises: GraphQLError                     # Python: what it raises; `value` is its `partial_data`
    unsent: true                             # it raises before anything is sent
    left_out: get_thing                      # the operation that is left out, and `refused`, why
    refused: what is wrong

`provider.toml` is added to the provider's.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corrigenda.build import Built, regenerate
from tests.corpus.cases import Case
from tests.corpus.packages import Package

FOLDER = Path(__file__).parent / "graphql"
_PROVIDER = """\
name = "{name}"
summary = "Features of GraphQL."
version = "0.1.0"

[service]
url = "https://api.example.com/graphql"

"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a case says beyond its call: what is sent, and what is left out.

    `variables` are the JSON; with `unsent`, no request is made.
    """

    case: Case
    variables: Any
    unsent: bool
    left_out: str


def read_packages(folder: Path = FOLDER) -> list[tuple[Path, Package, Sequence[Asked]]]:
    """Read every schema, each with its cases."""
    return [_read(path.parent) for path in sorted(folder.glob("*/cases.yaml"))]


def read_graphql_cases() -> list[Case]:
    """All cases, for the table of features."""
    return [one.case for _, _, asked in read_packages() for one in asked]


def generate(
    packages: Sequence[tuple[Path, Package, Sequence[Asked]]], folder: Path
) -> dict[str, Built]:
    """Generate the packages; what is reported of each, by its key."""
    for source, package, _asked in packages:
        shutil.copytree(source, folder / "schemas" / package.key)
        (folder / "schemas" / package.key / "cases.yaml").unlink()
        settings = folder / "schemas" / package.key / "provider.toml"
        more = settings.read_text(encoding="utf-8") if settings.exists() else ""
        settings.write_text(_PROVIDER.format(name=package.name) + more, encoding="utf-8")
    built = regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    return {one.provider: one for one in built}


def _read(folder: Path) -> tuple[Path, Package, Sequence[Asked]]:
    said = yaml.safe_load((folder / "cases.yaml").read_text(encoding="utf-8"))
    asked = [_case(folder, one) for one in said]
    return folder, Package(f"graph_{folder.name}", [one.case for one in asked]), asked


def _case(folder: Path, said: dict[str, Any]) -> Asked:
    variables, unsent = said.pop("variables", {}), said.pop("unsent", False)
    left_out = said.pop("left_out", "")
    answer = {"data": said.pop("answer", None)}
    if "errors" in said:
        answer["errors"] = said.pop("errors")
    # A case has no folder on the disk; the one above names the group of the table.
    place = folder / said["feature"]
    case = Case(folder=place, document={}, answer=answer, **said)
    return Asked(case, variables, unsent, left_out)
