"""Puts cases that do not exclude each other into one document, and generates its package.

A case that says something of the whole document (a version, servers, security) shares a package
with those that say the same. A name that another case uses as well begins a further package.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corrigenda.build import regenerate
from tests.corpus.cases import Case

_PROVIDER = """\
name = "{name}"
summary = "Features of OpenAPI."
version = "0.1.0"

[pages.corpus]
title = "Corpus"
address = "https://example.com/corpus"
lines = 1
sha256 = "{digest}"

"""
_HEAD: Mapping[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Corpus", "version": "1"},
    "servers": [{"url": "https://api.example.com"}],
}


@dataclass(frozen=True, slots=True)
class Package:
    """The cases of one package; `key` is the folder of its provider."""

    key: str
    cases: Sequence[Case]

    @property
    def name(self) -> str:
        """The class of the client."""
        return self.key.title().replace("_", "")

    @property
    def module(self) -> str:
        return f"{self.key}_client"


def packages_of(cases: Iterable[Case]) -> list[Package]:
    """Share out the cases, each to the first package that takes it."""
    shared: list[tuple[str, list[Case]]] = []
    for case in cases:
        head = _head(case)
        for other, together in shared:
            if head == other and not any(_names(case) & _names(one) for one in together):
                together.append(case)
                break
        else:
            shared.append((head, [case]))
    return [Package(f"corpus{index}", one) for index, (_head, one) in enumerate(shared, 1)]


def generate(packages: Sequence[Package], folder: Path) -> Path:
    """Generate the packages, and return the folder that has them."""
    for package in packages:
        write_provider(package, folder / "schemas" / package.key)
    regenerate(folder / "schemas", folder / "overlays", folder / "generated")
    return folder / "generated"


def document_of(package: Package) -> dict[str, Any]:
    """The document that says what all its cases say."""
    document: dict[str, Any] = {}
    for case in package.cases:
        _add(document, case.document)
    return document if "swagger" in document else {**_HEAD, **document}


def _head(case: Case) -> str:
    """What a case says of the whole document, which all cases of a package must say."""
    own = {key: one for key, one in case.document.items() if key not in ("paths", "components")}
    return repr((sorted({**_HEAD, **own}.items()), case.settings))


def _names(case: Case) -> set[str]:
    """Everything by which two cases can be in each other's way, without regard to case."""
    components = case.document.get("components", {})
    found = {f"{kind} {name}" for kind, named in components.items() for name in named}
    found |= set(case.document.get("paths", {}))
    return {name.lower() for name in found} | {f"file {path.name}" for path in case.files}


def _add(document: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if key == "components":
            for kind, named in value.items():
                document.setdefault(key, {}).setdefault(kind, {}).update(named)
        elif key == "paths":
            document.setdefault(key, {}).update(value)
        else:
            document[key] = value


def write_provider(package: Package, folder: Path) -> None:
    """Write the folder of a provider."""
    folder.mkdir(parents=True)
    text = yaml.safe_dump(document_of(package), sort_keys=False, allow_unicode=True)
    (folder / "openapi.yaml").write_text(text, encoding="utf-8")
    settings = _PROVIDER.format(name=package.name, digest="0" * 64) + package.cases[0].settings
    (folder / "provider.toml").write_text(settings, encoding="utf-8")
    for path in _files(package.cases):
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, folder / path.name)


def _files(cases: Iterable[Case]) -> Iterator[Path]:
    for case in cases:
        yield from case.files
