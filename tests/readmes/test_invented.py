"""READMEs of services that are not ours: REST and GraphQL, with and without money and credentials.

Nobody has documented their requests, so what the examples send is made up. Their blocks run in the
folder of the schema, against the emulator that is derived of it, and have the right types.
"""

import importlib
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corrigenda.build import regenerate
from corrigenda.emulator import Emulator
from corrigenda.new import Wanted, create
from tests.corpus import checkers
from tests.readmes.blocks import addresses, described, running, signatures

HERE = Path(__file__).parent
DEPOT = HERE.parent / "pipeline/everything"
CLIENTS = {"depot": "Depot", "pets": "Pets", "store": "Store"}
KEYS = tuple(CLIENTS)


@dataclass(frozen=True, slots=True)
class Made:
    """A folder with schemas and packages, and the README of each package by its key."""

    folder: Path
    readmes: dict[str, str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(DEPOT, folder, dirs_exist_ok=True)
    schemas, overlays, out = (folder / name for name in ("schemas", "overlays", "generated"))
    create(Wanted(schemas, overlays, "pets", openapi=HERE / "pets.yaml"))
    url = "https://store.example/graphql"
    create(Wanted(schemas, overlays, "store", graphql=HERE / "store.graphql", url=url))
    regenerate(schemas, overlays, out)
    sources = [str(out / key / "src") for key in KEYS]
    sys.path[:0] = sources
    importlib.invalidate_caches()
    yield Made(folder, {key: (out / key / "README.md").read_text("utf-8") for key in KEYS})
    sys.path[:] = [one for one in sys.path if one not in sources]


@pytest.fixture(params=KEYS)
def key(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.filterwarnings("ignore:`\\w+` is deprecated:DeprecationWarning")
def test_the_blocks_run(made: Made, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there is not found, and no request is refused."""
    monkeypatch.chdir(made.folder)
    names: dict[str, Any] = {}
    with Emulator(data=made.folder, providers=[key]) as emulator:
        monkeypatch.setenv(f"{key.upper()}_BASE_URL", emulator.url(key))
        for variable in ("TOKEN", "SITE_ID", "API_KEY"):
            monkeypatch.setenv(f"{key.upper()}_{variable}", "any")
        for block in running(made.readmes[key]):
            run(block.text, block.line, names)
        arrived = emulator.requests()
        emulator.reset()
        names["test_a_failure_is_told"](emulator)
    names["client"].close()
    assert {one.status for one in arrived} <= {200, 204, 404}
    assert len(arrived) > len(described(made.readmes[key]))


def run(code: str, line: int, names: dict[str, Any]) -> None:
    try:
        exec(compile("\n" * line + code, "<README>", "exec"), names)
    except Exception as error:
        # An object that nobody has made is not found: 404, null, or an error with a code.
        if not re.search(r"not found|404 Not Found|NOT_FOUND|is null or missing", str(error)):
            raise


@pytest.mark.parametrize("checker", [checkers.mypy, checkers.pyright])
def test_the_blocks_have_the_right_types(made: Made, checker: Any) -> None:
    places = [made.folder / f"{key}_blocks.py" for key in KEYS]
    for key, place in zip(KEYS, places, strict=True):
        place.write_text(as_functions(made.readmes[key], CLIENTS[key]), encoding="utf-8")
    sources = [made.folder / "generated" / key / "src" for key in KEYS]
    said = checker(places, [*sources, HERE.parents[1] / "src"], made.folder)
    # A reader looks at a result that the block does not use. What the blocks import is checked
    # elsewhere, with the stubs that it needs.
    wrong = (line for line in said.splitlines() if "error:" in line and "_blocks.py:" in line)
    assert [line for line in wrong if "(reportUnused" not in line] == []


def as_functions(readme: str, client: str) -> str:
    """The blocks as functions, after all their imports, so that no name has two types."""
    blocks = [one.text for one in running(readme) if not OLD.search(one.text)]
    lines = [line for block in blocks for line in block.splitlines()]
    imports = dict.fromkeys(line for line in lines if IMPORT.match(line))
    functions = list[str]()
    for at, block in enumerate(blocks):
        kept = [f"    {line}" for line in block.splitlines() if not IMPORT.match(line)]
        functions.append("\n".join([f"def block_{at}(client: {client}) -> None:", *kept]))
    return "\n".join([*imports, *functions]) + "\n"


IMPORT = re.compile(r"(from|import) ")
OLD = re.compile("old_pages|find_pets_by_status")
"""Deprecated methods, of which pyright complains."""


def test_every_method_has_an_example_that_may_have_one(made: Made, key: str) -> None:
    called = set(re.findall(r"client\.(\w+)\(", made.readmes[key]))
    assert {*described(made.readmes[key])} - called == ({"upload_file"} if key == "pets" else set())


def test_each_says_what_is_true_of_it_alone(made: Made) -> None:
    said = {key: " ".join(readme.split()) for key, readme in made.readmes.items()}
    assert {key: "exact amounts" in text for key, text in said.items()} == {
        **{"depot": True, "store": True},
        "pets": False,
    }
    assert {key: "## Pagination" in text for key, text in said.items()} == {
        **{"pets": False, "store": False},
        "depot": True,
    }
    assert "The schema names no credentials" in said["store"]
    assert "`client_id` and `client_secret`; `token`; `api_key`" in said["pets"]
    assert "`add_pet` and `upload_file` are sent again only if" in said["pets"]
    assert "`add` and `close_order` are sent again only if" in said["store"]
    assert "## Not in this client" in said["pets"]
    assert all("docs/errata" not in text for text in said.values())


def test_they_stand_alone(made: Made, key: str) -> None:
    readme = made.readmes[key]
    assert all(one.startswith("https://") for one in addresses(readme))
    assert len(signatures(readme)) == len(described(readme))


LARGE = """\
openapi: 3.1.0
info: {title: Large, version: "1"}
servers: [{url: https://large.example}]
paths:
"""
PATH = """\
  /things{0}:
    get: {{operationId: listThings{0}, responses: {{"204": {{description: none}}}}}}
"""


def test_a_large_service_has_a_readme_that_ends(tmp_path: Path) -> None:
    schemas, overlays, out = (tmp_path / name for name in ("schemas", "overlays", "generated"))
    (tmp_path / "large.yaml").write_text(LARGE + "".join(PATH.format(at) for at in range(500)))
    create(Wanted(schemas, overlays, "large", openapi=tmp_path / "large.yaml"))
    regenerate(schemas, overlays, out)
    readme = (out / "large/README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) < 1500
    assert (len(described(readme)), readme.count("\n| `list_things")) == (40, 400)
    assert "The first 40 of 500 methods are described here" in readme
    assert "60 further methods are only in the client itself: `help(Large)` lists all." in readme
