"""Writes a whole package: the generated modules, the runtime, the merged schema and the lock.

The path of a template below `templates/package` is the path of what it renders, with holes. Text of
a schema goes through a filter wherever it is put (`literal`, `docstring`, `toml`), so that it can
never become code.
"""

import hashlib
import json
import shutil
import textwrap
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, StrictUndefined
from openapi_python_client.strings import safe_for_docstring
from ruamel.yaml.comments import CommentedMap

from corrigenda.documents import Object, is_object, write_document
from corrigenda.generate.dcg import HEADER
from corrigenda.generate.examples import write_examples
from corrigenda.generate.format import format_code
from corrigenda.generate.inputs import write_inputs
from corrigenda.generate.methods import read_methods, read_project
from corrigenda.generate.signatures import argument_imports, class_names, typed_methods
from corrigenda.generate.structs import write_structs
from corrigenda.operations import Operation, snake_case
from corrigenda.overlay.apply import Merged
from corrigenda.overlay.document import Overlay
from corrigenda.provider import Provider
from corrigenda.samples import Sample
from corrigenda.singles import read_singles

SOURCE = Path(__file__).parent.parent
TEMPLATES = SOURCE / "templates"
RUNTIME = SOURCE / "runtime"


@dataclass(frozen=True, slots=True)
class Credential:
    """How a credential is given (an argument, a variable) and where it travels (a header)."""

    argument: str
    variable: str
    header: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Service:
    """Where the service is and what it wants to know of its caller."""

    base_url: str
    base_url_variable: str
    credentials: tuple[Credential, ...]


def write_package(
    provider: Provider,
    merged: Merged,
    operations: Sequence[Operation],
    overlays: Sequence[Overlay],
    samples: Sequence[Sample],
    work: Path,
    folder: Path,
) -> int:
    """Write the package of one provider to `folder`; `work` is a scratch folder for the generators.

    Returns:
        The number of structs and enums in the package.

    Raises:
        ProblemsError: a generator cannot make something of the schema.
    """
    root, package, place = merged.root, provider.package, merged.place(())
    project = read_project(merged, package, TEMPLATES)
    methods = read_methods(project, merged, operations)
    singles = read_singles(provider, merged)
    models = write_structs(root, operations, singles, package, work, place)
    inputs = write_inputs(root, methods, package, work, place)
    methods = typed_methods(methods, inputs)
    source = folder / "src" / package
    shutil.copytree(RUNTIME, source / "_runtime", ignore=shutil.ignore_patterns("__pycache__"))
    (source / "models.py").write_text(models, encoding="utf-8")
    (source / "inputs.py").write_text(inputs, encoding="utf-8")
    schema = f"{HEADER}\n{write_document(_without_preface(root))}"
    (folder / "openapi.yaml").write_text(schema, encoding="utf-8")
    (folder / "corrigenda.lock").write_text(
        _lock(provider, overlays, samples, schema), encoding="utf-8"
    )
    context = {
        "header": HEADER,
        "provider": provider,
        "service": _service(provider, root),
        "methods": methods,
        "examples": write_examples(methods, samples, root),
        "model_names": class_names(models),
        "imports": argument_imports(inputs, package),
        "exports": _exports(provider, models, inputs),
    }
    _render(project.env, context, provider, folder)
    return len(class_names(models))


def _without_preface(root: Object) -> Object:
    """The tree without the comment above its first key, which speaks of the base schema."""
    copy = deepcopy(root)
    if isinstance(copy, CommentedMap):
        cast(Any, copy).ca.comment = None
    return copy


def _render(environment: Environment, context: Object, provider: Provider, folder: Path) -> None:
    filters: Object = cast(Any, environment.filters)
    names: Object = cast(Any, environment.globals)
    environment.undefined = StrictUndefined
    filters.update(literal=repr, toml=json.dumps, docstring=_docstring, sentence=_sentence)
    filters.update(wrapped=_wrapped, code=format_code, tuple=tuple)
    names.update(context, flavours=FLAVOURS)
    names["macros"] = environment.get_template("partials/macros.jinja").module
    below = TEMPLATES / "package"
    for template in sorted(below.rglob("*.jinja")):
        name = template.relative_to(below).as_posix().removesuffix(".jinja")
        target = folder / name.replace("{package}", provider.package)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = environment.get_template(template.relative_to(TEMPLATES).as_posix()).render()
        target.write_text(text, encoding="utf-8")


def _service(provider: Provider, root: Object) -> Service:
    used = {name for requirement in _requirements(root) for name in requirement}
    schemes = root.get("components", {}).get("securitySchemes", {})
    variable = provider.key.upper()
    return Service(
        base_url=str(root["servers"][0]["url"]),
        base_url_variable=f"{variable}_BASE_URL",
        credentials=tuple(
            _credential(name, schemes[name], variable) for name in schemes if name in used
        ),
    )


def _requirements(root: Object) -> list[Object]:
    found = list(root.get("security", ()))
    for item in root["paths"].values():
        for operation in item.values():
            if is_object(operation):
                found += operation.get("security", ())
    return found


def _credential(name: str, scheme: Object, variable: str) -> Credential:
    """An HTTP bearer scheme is the argument `token`; a key in a header has its scheme's name."""
    if scheme["type"] == "http":
        return Credential("token", f"{variable}_TOKEN", "Authorization", "Bearer ")
    argument = snake_case(name)
    return Credential(argument, f"{variable}_{argument.upper()}", str(scheme["name"]), "")


def _exports(provider: Provider, models: str, inputs: str) -> dict[str, list[str]]:
    """What the package offers at its root, by the module that holds it."""
    return {
        "async_client": [f"Async{provider.name}"],
        "client": [provider.name],
        "inputs": class_names(inputs),
        "models": class_names(models),
        "_runtime.errors": class_names((RUNTIME / "errors.py").read_text(encoding="utf-8")),
        "_runtime.models": ["UNSET", "UnsetType"],
    }


def _lock(
    provider: Provider, overlays: Sequence[Overlay], samples: Sequence[Sample], schema: str
) -> str:
    """The SHA-256 of every input and of the merged schema, in the form that `sha256sum` prints."""
    inputs = [provider.folder / "provider.toml", provider.schema_path]
    inputs += [sample.document.path for sample in samples]
    lines = [
        _hashed(
            path.read_bytes(),
            f"schemas/{provider.key}/{path.relative_to(provider.folder).as_posix()}",
        )
        for path in inputs
    ]
    for overlay in overlays:
        path = overlay.document.path
        lines.append(_hashed(path.read_bytes(), f"overlays/{provider.key}/{path.name}"))
    lines.append(_hashed(schema.encode("utf-8"), f"generated/{provider.key}/openapi.yaml"))
    return "".join(sorted(lines, key=lambda line: line.split("  ")[1]))


def _hashed(content: bytes, name: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n"


def _docstring(text: str) -> str:
    """Text on one line that can neither end a docstring nor escape anything in it."""
    return safe_for_docstring(" ".join(text.split()))


def _sentence(text: str) -> str:
    """The text with one full stop at its end."""
    return text.rstrip(". ") + "."


def _wrapped(text: str, indent: int) -> str:
    lines = textwrap.wrap(text, 99 - indent, break_long_words=False, break_on_hyphens=False)
    return ("\n" + " " * indent).join(lines)


FLAVOURS: dict[str, dict[str, Any]] = {
    "sync": {
        "word": "synchronous",
        "prefix": "",
        "is_async": False,
        "def": "def",
        "await": "",
        "iterator": "Iterator",
        "iterate": "iterate",
        "connection": "Connection",
        "http_client": "Client",
        "credential": "str",
        "callable_words": "a function",
        "shared": "threads",
        "close": "close",
        "enter": "__enter__",
        "exit": "__exit__",
    },
    "async": {
        "word": "asynchronous",
        "prefix": "Async",
        "is_async": True,
        "def": "async def",
        "await": "await ",
        "iterator": "AsyncIterator",
        "iterate": "iterate_async",
        "connection": "AsyncConnection",
        "http_client": "AsyncClient",
        "credential": "str | Awaitable[str]",
        "callable_words": "a function (plain or async)",
        "shared": "tasks of one event loop",
        "close": "aclose",
        "enter": "__aenter__",
        "exit": "__aexit__",
    },
}
