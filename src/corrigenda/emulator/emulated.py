"""Finds what is emulated: the services written by hand, and those of documents of one's own.

A document alone is enough: its behaviour is derived. Behaviour written by hand goes beside the
schema (`emulator.py`, with a constant `PROVIDER`); it is code, so it runs only where it is trusted.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from re import sub
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from msgspec import Struct

from .documents import read_document
from .errors import EmulatorError
from .exact import Json
from .provider import Provider, choice, discover
from .schema import Place, locate

if TYPE_CHECKING:
    from graphql import GraphQLSchema

Explain: TypeAlias = Callable[[str | None, int, str], Json]
_NAMES: Final = ("openapi.yaml", "openapi.yml", "openapi.json", "schema.graphql")
_DOCUMENTS: Final = (".yaml", ".yml", ".json")
_SCHEMAS: Final = (".graphql", ".graphqls", ".gql")


class Emulated(Struct, frozen=True):
    """A provider with the place of its files.

    `bases` says what each operation is emulated from. `document` is the one of a derived REST
    service, and `schema` the executable schema of a derived GraphQL service; `is_derived` says that
    the behaviour comes from the document alone, `is_ours` that both are the package's own.
    """

    name: str
    provider: Provider
    place: Place
    bases: Mapping[str, str]
    is_derived: bool = False
    document: dict[str, Any] | None = None
    schema: "GraphQLSchema | None" = None
    explain: Explain | None = None
    is_ours: bool = False


def find(names: Sequence[str] | None, data: Path | None, trust: bool = False) -> list[Emulated]:
    """Find what is emulated, sorted by name.

    Args:
        names: the providers to choose, or None for all.
        data: a merged document, or a folder with one for each provider; None for the package's own.
        trust: run the `emulator.py` beside a document.

    Raises:
        EmulatorError: a name is unknown, or a document is missing or cannot be emulated.
    """
    if data is None:
        return [_by_hand(name, one, None) for name, one in discover(names).items()]
    files = _files(data)
    unknown = [name for name in names or () if name not in files]
    if unknown or not files:
        wrong = f"unknown provider: {', '.join(unknown)}" if unknown else f"{data} has no document"
        known = sorted(files) or ["openapi.yaml and schema.graphql, in a folder for each provider"]
        raise EmulatorError(wrong, choice(unknown, known))
    chosen = sorted(set(names)) if names else sorted(files)
    written = discover(None)
    return [_of_file(name, files[name], written, data, trust) for name in chosen]


def _by_hand(name: str, provider: Provider, data: Path | None) -> Emulated:
    place = locate(name, data, "schema.graphql" if provider.graph else "openapi.yaml")
    bases = {each: provider.bases.get(each, "assumed") for each in sorted(provider.operations)}
    return Emulated(name, provider, place, bases, is_ours=data is None)


def _files(data: Path) -> dict[str, Path]:
    """The document of each provider, by name."""
    if data.is_file():
        return {_called(data): data}
    if not data.is_dir():
        raise EmulatorError(f"{data} is neither a file nor a folder", "name one that exists")
    found: dict[str, Path] = {}
    for folder in sorted(one for one in data.iterdir() if one.is_dir()):
        files = [folder / name for name in _NAMES if (folder / name).is_file()]
        if files:
            found[_plain(folder.name)] = files[0]
    return found


def _called(file: Path) -> str:
    """The name of a provider whose document is given alone."""
    is_named = file.stem.lower() not in ("openapi", "swagger", "schema", "api", "index")
    return _plain(file.stem if is_named else file.resolve().parent.name)


def _plain(name: str) -> str:
    """A name that is a step of a URL."""
    return sub(r"[^a-z0-9_-]+", "_", name.lower()).strip("_") or "service"


def _of_file(
    name: str, file: Path, written: Mapping[str, Provider], data: Path, trust: bool
) -> Emulated:
    beside = file.parent / "emulator.py"
    if trust and beside.is_file():
        provider = _trusted(beside)
        bases = {each: provider.bases.get(each, "assumed") for each in provider.operations}
        return Emulated(name, provider, _place(file), bases)
    if name in written and data.is_dir():
        return _by_hand(name, written[name], data)
    return _derived(name, file)


def _trusted(file: Path) -> Provider:
    """The `PROVIDER` of a file of behaviour written by hand."""
    spec = spec_from_file_location(f"corrigenda_emulator_of_{_plain(file.parent.name)}", file)
    assert spec is not None, "a file with the ending .py has a loader"
    assert spec.loader is not None, "a file with the ending .py has a loader"
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        wrong = f"{file}: {type(error).__name__}: {error}"
        raise EmulatorError(wrong, "correct the file, or leave `--trust` out") from error
    provider = getattr(module, "PROVIDER", None)
    if not isinstance(provider, Provider):
        fix = "write `PROVIDER = Provider(...)`, from corrigenda.emulator.provider"
        raise EmulatorError(f"{file}: has no `PROVIDER`", fix)
    return provider


def _place(file: Path) -> Place:
    return Place(file, file.parent / "samples", file.parent / "provider.toml")


def _derived(name: str, file: Path) -> Emulated:
    if file.suffix in _SCHEMAS:
        return _derived_graph(name, file)
    if file.suffix not in _DOCUMENTS:
        known = ", ".join((*_DOCUMENTS, *_SCHEMAS))
        raise EmulatorError(f"{file}: is no OpenAPI document and no SDL", f"its ending is {known}")
    from .derive import derive_rest

    document = read_document(file)
    if not str(document.get("openapi", "")).startswith("3.") or "paths" not in document:
        fix = "convert it to OpenAPI 3.0 or 3.1"
        raise EmulatorError(f"{file}:1:1: is no OpenAPI 3 document", fix)
    derived = derive_rest(document)
    explain: Any = derived.explain
    return Emulated(
        name,
        derived.provider,
        _place(file),
        derived.bases,
        is_derived=True,
        document=document,
        explain=explain,
    )


def _derived_graph(name: str, file: Path) -> Emulated:
    from .derive_graphql import derive_graph

    try:
        sdl = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EmulatorError(f"{file}: {error}", "save the schema as UTF-8") from None
    derived = derive_graph(sdl, _operations(file.parent / "operations.json"))
    return Emulated(
        name,
        derived.provider,
        _place(file),
        derived.bases,
        is_derived=True,
        schema=derived.schema,
    )


def _operations(file: Path) -> dict[str, str]:
    """The names of operations by the path of fields that selects them, if there are any."""
    try:
        return cast("dict[str, str]", json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
