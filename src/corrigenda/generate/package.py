"""Writes a whole package: the generated modules, the runtime, the merged schema and the lock.

The path of a template below `templates/package`, or below the folder of the schema language, is the
path of the file that it renders, with `{package}` filled in. Text from a schema always goes through
a filter (`literal`, `docstring`, `toml`), so that it can never become code.
"""

import json
import re
import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from openapi_python_client.strings import safe_for_docstring

from corrigenda.correct import Corrected
from corrigenda.corrections import in_short
from corrigenda.generate.flavours import FLAVOURS
from corrigenda.generate.format import format_code
from corrigenda.generate.graphql.package import graphql_parts
from corrigenda.generate.lock import lock_text
from corrigenda.generate.metadata import CLASSIFIERS, license_files, write_licenses
from corrigenda.generate.openapi.files import content_imports, file_types, unused_modules
from corrigenda.generate.openapi.package import openapi_parts
from corrigenda.generate.parts import HEADER, RUNTIME, TEMPLATES, Parts
from corrigenda.generate.process import Workshop
from corrigenda.generate.readme import named, read_readme, variable
from corrigenda.generate.signatures import Import, argument_imports, class_names
from corrigenda.graphql.correct import CorrectedGraphQL
from corrigenda.naming import CLASSES
from corrigenda.problems import Place, Problem, raise_any
from corrigenda.provider import Provider
from corrigenda.released import LICENSE
from corrigenda.texts.markdown_text import safe
from corrigenda.trees import Object

_ONLY_GRAPHQL = ("graphql*.py",)
"""The runtime modules that REST packages do not include."""


_ONLY_GRANTS = ("client_credentials.py", "token_endpoint.py")
"""The runtime modules of packages whose service has tokens that a client can fetch."""


_ONLY_UNIONS = ("choice*.py", "members.py", "fits.py", "kinds.py")
"""The runtime modules of packages with unions that msgspec cannot read by itself."""


_ONLY_STYLES = ("styles.py", "parameters.py")
"""The runtime modules of packages with parameters that `url` of the runtime does not write."""


_ONLY_LARGE = ("lazily.py",)
"""The runtime modules of packages that import their classes with the first call."""


_EVENTS = ("FailureEvent", "RequestEvent", "ResponseEvent", "RetryEvent")


@dataclass(frozen=True, slots=True)
class Written:
    """What a package has: how many structs and enums, and where each of them is described."""

    models: int
    places: Mapping[str, Place]


def write_package(corrected: Corrected, work: Workshop, folder: Path) -> Written:
    """Write the package of one provider to `folder`; the generators run in `work`.

    Raises:
        ProblemsError: a generator cannot process the schema.
    """
    provider = corrected.provider
    parts = (
        graphql_parts(corrected, work)
        if isinstance(corrected, CorrectedGraphQL)
        else openapi_parts(corrected, work)
    )
    exports = _exports(provider, parts)
    raise_any(_name_problems(parts, exports))
    _write_files(corrected, folder, parts)
    _render(corrected, parts, exports, folder)
    return Written(len(class_names(parts.models)), parts.places)


def _write_files(corrected: Corrected, folder: Path, parts: Parts) -> None:
    """Write the files without a template: the runtime, and the output of the generators."""
    source = folder / "src" / corrected.provider.package
    foreign = () if parts.language == "graphql" else _ONLY_GRAPHQL
    unused = () if parts.service.has_grant else _ONLY_GRANTS
    plain = () if parts.unions else _ONLY_UNIONS
    other = unused_modules(parts.methods)
    styles = () if any(one.has_writings for one in parts.methods) else _ONLY_STYLES
    lazy = () if _is_large(parts) else _ONLY_LARGE
    left_out = (*foreign, *unused, *plain, *other, *styles, *lazy, *_without_paging(parts))
    ignored = shutil.ignore_patterns("__pycache__", LICENSE, *left_out)
    shutil.copytree(RUNTIME, source / "_runtime", ignore=ignored)
    (source / "models.py").write_text(parts.models, encoding="utf-8")
    (source / "inputs.py").write_text(parts.inputs, encoding="utf-8")
    for name, text in parts.schemas.items():
        (folder / name).write_text(text, encoding="utf-8")
    files = () if isinstance(corrected, CorrectedGraphQL) else corrected.base.files
    lock = lock_text(corrected.provider, corrected.samples, files)
    (folder / "corrigenda.lock").write_text(lock, encoding="utf-8")
    write_licenses(corrected.provider, folder)


def _render(
    corrected: Corrected, parts: Parts, exports: dict[str, list[str]], folder: Path
) -> None:
    provider = corrected.provider
    environment = _environment()
    context = {**_context(provider, parts, exports), "flavours": FLAVOURS}
    context["left_out"] = [(one, _within(provider, one.place)) for one in corrected.left_out]
    macros = environment.get_template("partials/macros.jinja").make_module(context)
    for below in (TEMPLATES / "package", TEMPLATES / parts.language):
        for template in sorted(below.rglob("*.jinja")):
            name = template.relative_to(below).as_posix().removesuffix(".jinja")
            if name.endswith("/unions.py") and not parts.unions:
                continue
            if name.endswith("/_service.py") and not _is_large(parts):
                continue
            target = folder / name.replace("{package}", provider.package)
            target.parent.mkdir(parents=True, exist_ok=True)
            found = environment.get_template(template.relative_to(TEMPLATES).as_posix())
            target.write_text(found.render(context, macros=macros), encoding="utf-8")


@cache
def _environment() -> Environment:
    """The environment of all templates, which it compiles only once."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Python and Markdown have their own filters
    )
    filters: Object = cast(Any, environment.filters)
    filters.update(literal=repr, toml=_toml, docstring=_docstring, sentence=_sentence)
    filters.update(wrapped=_wrapped, code=format_code, tuple=tuple, lines=_lines)
    filters.update(short=in_short, cell=safe, variable=variable, named=named, html=escape)
    return environment


def _context(provider: Provider, parts: Parts, exports: dict[str, list[str]]) -> Object:
    return {
        "header": HEADER,
        "provider": provider,
        "release": provider.release,
        "license_files": license_files(provider),
        "classifiers": sorted({*CLASSIFIERS, *provider.release.classifiers}),
        "language": parts.language,
        "schema_files": list(parts.schemas),
        "service": parts.service,
        "methods": parts.methods,
        "readme": read_readme(provider, parts),
        "model_names": _mentioned(class_names(parts.models), parts.methods),
        "shown_names": _mentioned(class_names(parts.models), _annotations(parts)),
        "imports": _imports(provider, parts),
        "unions": parts.unions,
        "is_large": _is_large(parts),
        "has_links": any(one.paging and one.paging.turn == "link" for one in parts.methods),
        "exports": exports,
        "corrections": parts.corrections,
        "takes_objects": any(
            argument.place in ("body", "variable") and not argument.positional
            for method in parts.methods
            for argument in method.arguments
        ),
    }


_VALUES = (
    Import("typing", "Any"),
    Import("decimal", "Decimal"),
    Import("datetime", "date"),
    Import("._runtime.scalar", "AwareDatetime"),
)
"""What a GraphQL method may return that is no class of the package."""


_LARGE = 200
"""A package with more operations imports their requests and its classes with the first call."""


def _is_large(parts: Parts) -> bool:
    return len(parts.methods) > _LARGE


def _annotations(parts: Parts) -> list[object]:
    return [(one.response, one.item, one.arguments) for one in parts.methods]


def _mentioned(names: Sequence[str], what: object) -> list[str]:
    """The names that occur in something: thousands of unused imports would take a linter's memory.

    What is not needed after all is removed by formatting.
    """
    words = set(re.findall(r"\w+", repr(what)))
    return [name for name in names if name in words]


def _without_paging(parts: Parts) -> list[str]:
    """The runtime modules of styles of paging that no method has."""
    by = {method.paging.by for method in parts.methods if method.paging}
    unused = [] if "turn" in by else ["turns.py", "links.py"]
    # GraphQL packages have always had cursors.
    has_cursors = parts.language == "graphql" or not by.isdisjoint(("cursor", "turn"))
    return unused if has_cursors else [*unused, "cursors.py", "trails.py"]


def _imports(provider: Provider, parts: Parts) -> list[Import]:
    """Return the imports that modules with methods may need; formatting removes unused ones."""
    inputs = argument_imports(parts.inputs, provider.package)
    contents = content_imports(parts.methods, provider.package)
    values = _VALUES if parts.language == "graphql" else ()
    return sorted({*inputs, *contents, *values, *_unions(parts)})


def _unions(parts: Parts) -> list[Import]:
    return [Import(".unions", union.name) for union in parts.unions]


def _within(provider: Provider, place: Place) -> str:
    """A place by the name of its file alone, so that a package does not depend on where it is."""
    folder = provider.folder if place.path.is_relative_to(provider.folder) else place.path.parent
    return f"{place.path.relative_to(folder).as_posix()}:{place.line}"


def _exports(provider: Provider, parts: Parts) -> dict[str, list[str]]:
    """Return the names that the package exports, by module."""
    errors = {
        f"_runtime.{module}": class_names((RUNTIME / f"{module}.py").read_text(encoding="utf-8"))
        for module in parts.errors
    }
    paged = any(method.paging for method in parts.methods)
    unknown = ["UnknownMember"] if "| UnknownMember" in parts.models else []
    files = file_types(parts.methods)
    return {
        "async_client": [f"Async{provider.name}"],
        "async_raw": [f"Async{provider.name}Raw"],
        "client": [provider.name],
        "raw": [f"{provider.name}Raw"],
        "inputs": class_names(parts.inputs),
        "models": [name for name in class_names(parts.models) if name not in parts.hidden],
        **({"unions": [one.name for one in parts.unions]} if parts.unions else {}),
        **errors,
        **({"_runtime.choice": ["UnknownMember"]} if parts.unions else {}),
        "_runtime.drift": ["Drift"],
        "_runtime.events": ["CallEvent", *_EVENTS],
        **({"_runtime.files": files} if files else {}),
        "_runtime.response": ["Response"],
        **({"_runtime.iterators": ["AsyncItemIterator", "ItemIterator"]} if paged else {}),
        "_runtime.models": ["UNSET", *unknown, "UnsetType", "given"],
    }


def _name_problems(parts: Parts, exports: dict[str, list[str]]) -> Iterator[Problem]:
    """Yield a problem for every class of a schema whose name the package already uses."""
    ours = ("models", "unions")
    taken = {name for module, names in exports.items() if module not in ours for name in names}
    for name in [*class_names(parts.models), *(one.name for one in parts.unions)]:
        if name in taken or name in CLASSES:
            message = f"the package already uses the name `{name}`"
            place = parts.places.get(name, Place(Path()))
            yield Problem(place, message, "give it another name")


def _toml(text: str) -> str:
    """Return a TOML string: TOML has the escapes of JSON, but not its surrogate pairs."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _docstring(text: str) -> str:
    """Return text on one line that can neither end a docstring nor escape anything in it."""
    return safe_for_docstring(" ".join(text.split()))


def _lines(text: str) -> str:
    """Return a multi-line literal, if the text has no characters that are special in Python."""
    if "\\" in text or '"' in text or not text.replace("\n", "").isprintable():
        return repr(text)
    return f'"""\\\n{text}\n"""'


def _sentence(text: str) -> str:
    """Return the text with one full stop at its end."""
    return text.rstrip(". ") + "."


def _wrapped(text: str, indent: int) -> str:
    lines = textwrap.wrap(text, 99 - indent, break_long_words=False, break_on_hyphens=False)
    return ("\n" + " " * indent).join(lines)
