"""The layers: imports go downwards, without cycles, and only `cli` speaks to a person."""

from pathlib import Path

import pytest

import corrigenda
from tests.house import imports

PACKAGE = Path(corrigenda.__file__).parent
GRAPH = imports.read_imports(PACKAGE)


def test_no_module_comes_to_itself() -> None:
    assert imports.cycles(GRAPH) == []


def test_no_room_imports_a_higher_one() -> None:
    assert imports.strangers(GRAPH) == []
    assert imports.climbing(GRAPH) == []


def test_what_only_one_schema_language_uses_is_in_its_wing() -> None:
    assert imports.of_one_language(GRAPH) == []


def test_nobody_but_the_command_line_prints() -> None:
    assert imports.printing(PACKAGE) == []


def test_the_whole_house_was_read() -> None:
    layers = {imports.layer(module) for module in GRAPH}
    assert layers == {name for level in imports.LEVELS for name in level} | {"", *imports.ISLANDS}
    assert "corrigenda.overlay.document" in GRAPH["corrigenda.openapi.correct"]
    assert "corrigenda.runtime.shape" in GRAPH["corrigenda.runtime.encode"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with one fault of each kind."""
    files = {
        "__init__": "",
        "problems": "from corrigenda import trees",
        "trees": "",
        "naming": "",
        "openapi/__init__": "from corrigenda.naming import snake_case",
        "graphql/__init__": "import corrigenda.openapi",
        "generate/one": "def later():\n    from . import two",
        "generate/two": "from .one import later\nprint(later)",
        "runtime/call": "from ..problems import Place",
        "attic": "import click",
    }
    for name, text in files.items():
        path = tmp_path / "corrigenda" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "corrigenda"


def test_a_crooked_house_is_found_out(house: Path) -> None:
    graph = imports.read_imports(house)
    assert imports.cycles(graph) == [
        "corrigenda.generate.one -> corrigenda.generate.two -> corrigenda.generate.one",
        "corrigenda.generate.two -> corrigenda.generate.one -> corrigenda.generate.two",
    ]
    assert imports.strangers(graph) == ["attic"]
    del graph["corrigenda.attic"]
    assert imports.climbing(graph) == [
        "corrigenda.graphql -> corrigenda.openapi",
        "corrigenda.problems -> corrigenda.trees",
        "corrigenda.runtime.call -> corrigenda.problems",
    ]
    assert imports.of_one_language(graph) == ["corrigenda.naming"]
    assert imports.printing(house) == ["attic.py: click", "generate/two.py: print"]
