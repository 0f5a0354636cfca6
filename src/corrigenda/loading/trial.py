"""Imports generated packages, in a Python of its own, and writes down what fails.

It runs as a script with the interpreter's own libraries and nothing of Corrigenda, as the packages
do. Annotations are strings until somebody needs them, so it resolves them, and it builds a decoder
for every struct, which finds unions that msgspec cannot tell apart.
"""

import importlib
import json
import sys
import traceback
import typing
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

MODULES = ("models", "inputs", "_operations", "client", "async_client", "raw", "async_raw")


def main(arguments: list[str]) -> None:
    """Try each package below the folders, and write the failures to a file, as JSON."""
    target, *folders = arguments
    found = [failure for folder in folders for failure in _package(Path(folder))]
    Path(target).write_text(json.dumps(found), encoding="utf-8")


def _package(source: Path) -> Iterator[dict[str, Any]]:
    """The failures of the package in a folder; an import that fails hides those behind it."""
    sys.path.insert(0, str(source))
    name = next(path.parent.name for path in source.glob("*/__init__.py"))
    failures = list(_tries(name, source))
    sys.path.remove(str(source))
    yield from failures


def _tries(name: str, source: Path) -> Iterator[dict[str, Any]]:
    modules: dict[str, ModuleType] = {}
    for part in MODULES:
        failed = _tried(source, "", partial(_load, modules, name, part))
        if failed:
            yield failed
            return
    package: Any = sys.modules[name]
    steps: list[tuple[str, Callable[[], object]]]
    steps = [("", partial(getattr, package, one)) for one in package.__all__]
    steps += [(one.__name__, partial(_decoder, one)) for one in _classes(modules["models"])]
    steps += [(one.__name__, partial(typing.get_type_hints, one)) for one in _hinted(modules)]
    for about, step in steps:
        if failed := _tried(source, about, step):
            yield failed


def _load(modules: dict[str, ModuleType], name: str, part: str) -> None:
    modules[part] = importlib.import_module(f"{name}.{part}")


def _decoder(kind: Any) -> None:
    msgspec = importlib.import_module("msgspec")
    if issubclass(kind, msgspec.Struct):
        msgspec.json.Decoder(kind)


def _classes(module: ModuleType) -> list[Any]:
    """The classes that a module defines itself."""
    named = vars(module).values()
    return [one for one in named if isinstance(one, type) and one.__module__ == module.__name__]


def _hinted(modules: dict[str, ModuleType]) -> list[Any]:
    """What has annotations that are resolved nowhere else: dicts of inputs, and requests."""
    functions = vars(modules["_operations"]).values()
    own = [one for one in functions if getattr(one, "__module__", "").endswith("._operations")]
    return [*_classes(modules["inputs"]), *(one for one in own if callable(one))]


def _tried(source: Path, about: str, step: Callable[[], object]) -> dict[str, Any] | None:
    """The failure of one step: the error, and the file and line of the package that it is about."""
    try:
        step()
    except Exception as error:  # noqa: BLE001 - whatever it is, the package is not published
        said = f"{type(error).__name__}: {error}"
        frames = traceback.extract_tb(error.__traceback__)
        own = [one for one in frames if one.filename.startswith(str(source))]
        file, line = (own[-1].filename, own[-1].lineno) if own else ("", None)
        return {"source": str(source), "class": about, "file": file, "line": line, "error": said}
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
