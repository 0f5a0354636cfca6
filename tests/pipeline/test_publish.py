"""What is published, when, and what `--check` notices: any byte, in both directions."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corrigenda.cli import main

BASE = Path(__file__).parent / "base"
GRAPHQL = Path(__file__).parent / "everything"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with inputs and what they make."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    assert run(folder).exit_code == 0
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    before = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(main, ["regenerate", *arguments])
    finally:
        os.chdir(before)


def tree(folder: Path) -> dict[str, bytes]:
    found = (path for path in (folder / "generated").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_table_has_a_row_a_provider(folder: Path) -> None:
    lines = run(folder).stdout.splitlines()
    assert lines[-2].split() == [
        "provider",
        "operations",
        "models",
        "corrections",
        "files",
        "seconds",
    ]
    assert lines[-1].split()[:4] == ["acme", "1", "2", "1"]
    assert int(lines[-1].split()[4]) == len(tree(folder))


def test_what_was_published_checks(folder: Path) -> None:
    assert run(folder, "--check").exit_code == 0


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


def add(path: Path) -> None:
    path.with_name("extra").write_bytes(b"")


EDITS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "changed": (change, "generated/acme/README.md", "is not what the inputs make"),
    "changed deep": (
        change,
        "generated/acme/src/acme_client/_runtime/call.py",
        "is not what the inputs make",
    ),
    "removed": (Path.unlink, "generated/acme/src/acme_client/py.typed", "is missing"),
    "added": (add, "generated/acme/src/extra", "is not made by any input"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_check_names_the_file(folder: Path, edit: str) -> None:
    act, name, message = EDITS[edit]
    act(folder / name)
    before = tree(folder)

    result = run(folder, "--check")

    assert result.exit_code == 1
    assert f"{name}:1:1: {message}" in result.stderr
    assert result.stderr.count("fix:") == 1
    assert tree(folder) == before
    assert run(folder).exit_code == 0
    assert run(folder, "--check").exit_code == 0, "regenerating mends it"


def test_every_file_is_checked(folder: Path) -> None:
    for name in tree(folder):
        change(folder / name)
    stderr = run(folder, "--check").stderr
    assert [name for name in tree(folder) if f"{name}:1:1:" not in stderr] == []


def test_only_pycache_is_exempt(folder: Path) -> None:
    cache = folder / "generated/acme/src/acme_client/__pycache__"
    cache.mkdir()
    (cache / "client.pyc").write_bytes(b"")
    assert run(folder, "--check").exit_code == 0
    assert run(folder).exit_code == 0
    assert cache.exists(), "nothing differed, so nothing was swapped"


def test_a_package_without_a_provider_goes(folder: Path) -> None:
    stale = folder / "generated/stale/README.md"
    shutil.copytree(folder / "generated/acme", stale.parent)
    assert "generated/stale/README.md:1:1" in run(folder, "--check").stderr
    assert run(folder, "acme", "--check").exit_code == 0, "only the named provider is looked at"
    assert run(folder).exit_code == 0
    assert not stale.parent.exists()


@pytest.mark.parametrize("name", ["extra", "notes/mine.txt"])
def test_what_was_not_made_here_stays(folder: Path, name: str) -> None:
    foreign = folder / "generated" / name
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("mine")
    change(folder / "generated/acme/README.md")
    before = tree(folder)
    top = f"generated/{Path(name).parts[0]}:1:1"

    assert f"generated/{name}:1:1: is not made by any input" in run(folder, "--check").stderr
    result = run(folder)

    assert result.exit_code == 1
    assert f"{top}: was not made here, and would be lost" in result.stderr
    assert tree(folder) == before, "nothing was touched"
    assert run(folder, "acme").exit_code == 0, "what is beside the named provider is not looked at"
    assert foreign.read_text() == "mine"


def test_a_package_that_was_not_made_here_stays(folder: Path) -> None:
    (folder / "generated/acme/corrigenda.lock").unlink()
    before = tree(folder)
    assert "generated/acme:1:1: was not made here" in run(folder, "acme").stderr
    assert tree(folder) == before


def test_a_folder_that_cannot_be_made(folder: Path) -> None:
    (folder / "file").write_bytes(b"")
    result = run(folder, "--out", "file/generated")
    assert result.exit_code == 1
    assert "file/generated:1:1: cannot be made" in result.stderr


def test_a_generator_that_fails_leaves_everything(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(folder)
    change(folder / "schemas/acme/openapi.yaml")
    monkeypatch.setattr("corrigenda.build.format_tree", lambda path: (path / "x").unlink())
    result = run(folder)
    assert isinstance(result.exception, FileNotFoundError)
    assert tree(folder) == before


def test_an_unknown_provider(folder: Path) -> None:
    result = run(folder, "acne")
    assert result.exit_code == 1
    assert "no provider is called `acne`" in result.stderr


@pytest.fixture(scope="module")
def built_graphql(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of a GraphQL service: all that a schema may say."""
    folder = tmp_path_factory.mktemp("built-graphql")
    shutil.copytree(GRAPHQL, folder, dirs_exist_ok=True)
    assert run(folder).exit_code == 0
    return folder


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_byte_identical_wherever_and_whatever_the_hash_seed(
    built: Path, tmp_path: Path, seed: str
) -> None:
    assert tree(made_elsewhere(BASE, tmp_path, seed)) == tree(built)


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_byte_identical_for_graphql_services(
    built_graphql: Path, tmp_path: Path, seed: str
) -> None:
    assert tree(made_elsewhere(GRAPHQL, tmp_path, seed)) == tree(built_graphql)


def made_elsewhere(inputs: Path, folder: Path, seed: str) -> Path:
    """What inputs make in another place, beside configuration that is none of ours."""
    shutil.copytree(inputs, folder / "inputs")
    (folder / "pyproject.toml").write_text(
        "[tool.black]\nline-length = 20\n[tool.ruff]\nline-length = 20\n"
        "[tool.ariadne-codegen]\nconvert_to_snake_case = false\n"
    )
    options = [f"--{name}={folder / 'inputs' / name}" for name in ("schemas", "overlays")]
    command = [sys.executable, "-m", "corrigenda", "regenerate", *options, "--out=generated"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONWARNINGS": "default"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return folder


def test_check_names_the_files_of_a_graphql_service(built_graphql: Path, tmp_path: Path) -> None:
    shutil.copytree(built_graphql, tmp_path, dirs_exist_ok=True)
    assert run(tmp_path, "--check").exit_code == 0
    change(tmp_path / "generated/depot/operations.graphql")
    add(tmp_path / "generated/depot/schema.graphql")
    (tmp_path / "generated/depot/schema.graphql").unlink()
    stderr = run(tmp_path, "--check").stderr
    assert "generated/depot/operations.graphql:1:1: is not what the inputs make" in stderr
    assert "generated/depot/schema.graphql:1:1: is missing" in stderr
    assert "generated/depot/extra:1:1: is not made by any input" in stderr


def test_the_lock_names_every_input_of_a_graphql_service(built_graphql: Path) -> None:
    lock = (built_graphql / "generated/depot/corrigenda.lock").read_text()
    inputs = (path for path in GRAPHQL.rglob("*") if path.is_file())
    names = [path.relative_to(GRAPHQL).as_posix() for path in inputs]
    assert [name for name in names if f"  {name}\n" not in lock] == []


def test_request_ids_of_the_provider(built: Path) -> None:
    operations = (built / "generated/acme/src/acme_client/_operations.py").read_text()
    assert 'request_id_headers=("x-trace",)' in operations


def test_links_are_no_files(folder: Path) -> None:
    readme = folder / "generated/acme/README.md"
    copy = folder / "copy"
    readme.rename(copy)
    readme.symlink_to(copy)
    (folder / "generated/acme/link").symlink_to(folder)
    (folder / "generated/acme/nowhere").symlink_to(folder / "nowhere")

    stderr = run(folder, "--check").stderr

    assert "generated/acme/README.md:1:1: is not what the inputs make" in stderr
    assert "generated/acme/link:1:1: is not made by any input" in stderr
    assert "generated/acme/nowhere:1:1: is not made by any input" in stderr
    assert run(folder).exit_code == 0
    assert not readme.is_symlink()
