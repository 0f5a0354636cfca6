"""The runtime is copied into packages: it stands alone, and imports little."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import corrigenda.runtime.call

ROOT = Path(corrigenda.runtime.call.__file__).parent
MODULES = sorted(ROOT.glob("*.py"))


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(str(node.module).split(".")[0])
        elif isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_needs_only_msgspec_and_httpx2(path: Path) -> None:
    allowed = {"msgspec", "httpx2", "anyio", "pydantic_core", "opentelemetry"} | set(
        sys.stdlib_module_names
    )
    assert imported(path) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_is_short_and_says_why_it_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    assert ast.get_docstring(ast.parse(text))


GRAPHQL = {"cursors", *(path.stem for path in MODULES if path.stem.startswith("graphql"))}


GRANTS = {"client_credentials", "token_endpoint"}
STYLES = {"styles", "parameters"}


@pytest.mark.parametrize("optional", [GRAPHQL, GRANTS, STYLES], ids=["graphql", "grants", "styles"])
def test_a_package_can_do_without_modules_that_its_service_does_not_use(
    optional: set[str],
) -> None:
    assert optional <= {path.stem for path in MODULES}
    assert len(optional) > 1
    for path in MODULES:
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        ours = {
            str(node.module) for node in tree if isinstance(node, ast.ImportFrom) and node.level
        }
        assert path.stem in optional or not ours & optional, path.stem


def test_the_copy_works_and_imports_no_http_library(tmp_path: Path) -> None:
    for path in MODULES:
        target = tmp_path / "some_client" / "_runtime" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (tmp_path / "some_client" / "__init__.py").touch()
    names = ", ".join(path.stem for path in MODULES if path.stem != "__init__")
    code = f"import sys; from some_client._runtime import {names}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {
        "httpx2",
        "httpcore2",
        "ssl",
        "pydantic",
        "pydantic_core",
        "asyncio",
        "corrigenda",
        "difflib",
        "logging",
        "opentelemetry",
    }
