"""What is no store is refused at the start, with a fix, and is left as it was."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest

from corrigenda.emulator import Emulator, EmulatorError
from corrigenda.emulator.store import Field, Store, Thing, open_store
from tests.emulator.store import postgres

Open: TypeAlias = Callable[[str], Store]


def run(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def refused(address: str) -> str:
    with pytest.raises(EmulatorError) as caught:
        open_store(address)
    said = str(caught.value)
    assert "\nfix: " in said
    assert "SELECT" not in said
    return said


def written(address: str) -> None:
    """Write a store with one object."""
    store = open_store(address)
    with store.shelf("p", "t", (Thing("kind", "a", {"n": 1}),)):
        pass
    store.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


def test_a_file_without_a_database(file: Path) -> None:
    file.write_bytes(b"these are notes, not a database\n" * 100)
    assert "is not a database" in refused(f"sqlite:///{file}")
    assert file.read_bytes() == b"these are notes, not a database\n" * 100


def test_a_database_of_another_program(file: Path) -> None:
    run(file, "CREATE TABLE songs (title)")
    before = file.read_bytes()
    assert "another program" in refused(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_store_without_a_version(file: Path) -> None:
    run(file, "CREATE TABLE tenants (x)", "CREATE TABLE things (x)")
    assert "an older version" in refused(f"sqlite:///{file}")


@pytest.mark.parametrize("change", ["version = 0", "version = 99"])
def test_a_store_of_another_version(change: str, file: Path) -> None:
    written(f"sqlite:///{file}")
    run(file, f"UPDATE emulator_store SET {change}")
    assert f"has {change.replace('= ', '')}" in refused(f"sqlite:///{file}")


@pytest.mark.parametrize("text", ["{", "[]", "NaN", "", '{"a": 1e99999999999999999999}'])
def test_a_store_with_a_garbled_document(text: str, file: Path) -> None:
    written(f"sqlite:///{file}")
    run(file, f"UPDATE emulator_things SET document = '{text}'")
    assert "garbled" in refused(f"sqlite:///{file}")


def test_a_store_with_a_garbled_document_in_postgres(server: postgres.Server) -> None:
    address = server.new_database()
    written(address)
    with server.connect(address.split("@/")[1].split("?")[0]) as connection:
        connection.execute("UPDATE emulator_things SET document = '{'")
    assert "garbled" in refused(address)


def test_a_damaged_file(file: Path) -> None:
    written(f"sqlite:///{file}")
    whole = bytearray(file.read_bytes())
    whole[4096:] = b"\x55" * (len(whole) - 4096)
    file.write_bytes(whole)
    assert "cannot be opened" in refused(f"sqlite:///{file}")


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in refused(f"sqlite:///{tmp_path}")


def test_a_slash_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "use three slashes: sqlite:///state.db" in refused("sqlite://state.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert "cannot be opened" in refused(f"sqlite:///{tmp_path}/none/state.db")


@pytest.mark.parametrize(
    "address",
    ["postgresql+psycopg://me:hunter2@127.0.0.1:1/x?connect_timeout=2", "mysql://me:hunter2@h/x"],
)
def test_a_server_that_is_not_there(address: str) -> None:
    assert "hunter2" not in refused(address)


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    said = refused("postgresql+psycopg://me:hunter2@localhost/x")
    assert "pip install 'psycopg[binary]>=3.2'" in said or "pip install '.[postgres]'" in said
    assert "hunter2" not in said


def test_an_emulator_says_so_before_it_serves(file: Path) -> None:
    file.write_bytes(b"notes" * 1000)
    emulator = Emulator(store=f"sqlite:///{file}", providers=["sonicpay"])
    with pytest.raises(EmulatorError, match="is not a database"), emulator:
        pass


def test_a_kind_has_a_limited_number_of_fields(open_one: Open) -> None:
    store = open_one("sqlite://")
    many = {f"f{n}": Field(lambda _document: None, sought=n < 12) for n in range(60)}
    with pytest.raises(ValueError, match="36 others"):
        store.index("p", {"kind": many})


def test_a_seed_with_an_id_twice_is_an_error(address: str, open_one: Open) -> None:
    store = open_one(address)
    seed = [Thing("kind", "a", {}), Thing("kind", "a", {})]
    for _ in range(2):
        with pytest.raises(ValueError, match="same id"), store.shelf("p", "t", seed):
            pass
