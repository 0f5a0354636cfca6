"""From a schema to its generated client, which speaks with the emulation of the same schema.

Nothing here knows the API but the schema: `corrigenda new` takes it, `corrigenda regenerate` makes
the client, `merge` what the emulator reads, and the two meet on a real socket.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from corrigenda.emulator import Emulator
from corrigenda.merge import merge
from tests.pipeline.imported import imported

HERE = Path(__file__).parent
Walk: TypeAlias = Callable[[str, str, str], AbstractContextManager[Any]]


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    """Connect the client of a schema, given as a flag and a file, to its emulation."""

    @contextmanager
    def connected(name: str, flag: str, file: str) -> Iterator[Any]:
        run(tmp_path, "new", name, flag, str(HERE / file))
        run(tmp_path, "regenerate", name)
        merged = tmp_path / "merged"
        merge(tmp_path / "schemas", tmp_path / "overlays", merged)
        source, drifts = tmp_path / "generated" / name / "src", list[object]()
        with imported(source, f"{name}_client") as package, Emulator(data=merged) as emulator:
            client = getattr(package, name.capitalize())
            yield emulator.connect(client, strict=True, on_drift=drifts.append, **token(flag))
            assert {one.basis for one in emulator.requests()} == {""}  # no example, no made value
        assert drifts == []

    return connected


def token(flag: str) -> dict[str, str]:
    return {"token": "any"} if flag == "--openapi" else {}


def run(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "corrigenda", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_rest_service(walk: Walk) -> None:
    with walk("garden", "--openapi", "garden.yaml") as client:
        missing = import_module("garden_client").NotFoundError
        bed = client.create_bed(name="north", kind="raised", area=Decimal("2.50"))
        other = client.create_bed(name="south", kind="flat")
        assert (bed.name, bed.kind, bed.area) == ("north", "raised", Decimal("2.50"))
        assert client.get_bed(bed.id) == bed
        changed = client.update_bed(bed.id, name="west")
        assert (changed.name, changed.area, changed.created_at) == (
            "west",
            bed.area,
            bed.created_at,
        )
        assert client.get_bed(bed.id) == changed
        assert client.list_beds().items == [changed, other]
        assert client.list_beds(kind="flat").items == [other]
        page = client.list_beds(page=2, per_page=1)
        assert (page.items, page.total) == ([other], 2)
        plants(client, missing, bed.id, other.id)
        client.delete_bed(other.id)
        with pytest.raises(missing):
            client.get_bed(other.id)
        assert client.list_beds().items == [changed]


def plants(client: Any, missing: type[Exception], bed: int, other: int) -> None:
    """Plants are made below a bed, by forms, and read elsewhere."""
    plant = client.create_plant(bed, species="7", height=30, edible=True)
    assert (plant.bed_id, plant.species, plant.height, plant.edible) == (bed, "7", 30, True)
    assert client.get_plant(plant.id) == plant
    grown = client.update_plant(plant.id, height=31)
    assert (grown.species, grown.height) == ("7", 31)
    assert client.list_plants(bed) == [grown]
    assert client.list_plants(other) == []
    client.delete_plant(plant.id)
    assert client.list_plants(bed) == []
    for ask in (lambda: client.get_plant(plant.id), lambda: client.list_plants(999)):
        with pytest.raises(missing):
            ask()


def test_a_graphql_service(walk: Walk) -> None:
    with walk("library", "--graphql", "library.graphql") as client:
        author = client.create_author(input={"name": "Ann"})
        one = {"title": "One", "shelf": "FICTION", "pages": 10, "authorId": author.id}
        first = client.create_book(input=one)
        second = client.create_book(input={"title": "Two", "shelf": "SCIENCE"})
        assert (first.title, first.shelf, first.pages) == ("One", "FICTION", 10)
        assert client.author(id=author.id).name == "Ann"
        assert client.book(id=first.id).author.id == author.id
        changed = client.update_book(id=first.id, input={"pages": 11})
        assert (changed.title, changed.pages) == ("One", 11)
        assert client.book(id=first.id).pages == 11
        assert titles(client.books()) == ["One", "Two"]
        assert titles(client.books(filter={"shelf": "SCIENCE"})) == ["Two"]
        page = client.books(first=1)
        assert (titles(page), page.total_count, page.page_info.has_next_page) == (["One"], 2, True)
        assert titles(client.books(first=1, after=page.page_info.end_cursor)) == ["Two"]
        assert client.delete_book(id=second.id) is True
        assert titles(client.books()) == ["One"]


def titles(books: Any) -> list[str]:
    return [one.title for one in books.nodes]
