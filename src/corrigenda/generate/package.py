"""Writes a whole package: the generated modules, the runtime, the merged schema and the lock.

The path of a template below `templates/package` is the path of what it renders, with holes. Text of
a schema goes through a filter wherever it is put (`literal`, `docstring`, `toml`), so that it can
never become code.
"""

import json
import shutil
import textwrap
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, StrictUndefined
from openapi_python_client.strings import safe_for_docstring
from ruamel.yaml.comments import CommentedMap

from corrigenda.corrected import Corrected
from corrigenda.documents import Object, write_document
from corrigenda.generate.dcg import HEADER
from corrigenda.generate.examples import write_examples
from corrigenda.generate.flavours import FLAVOURS
from corrigenda.generate.format import format_code
from corrigenda.generate.inputs import write_inputs
from corrigenda.generate.lock import lock_text
from corrigenda.generate.methods import read_methods, read_project
from corrigenda.generate.service import read_service
from corrigenda.generate.signatures import argument_imports, class_names, typed_methods
from corrigenda.generate.structs import used_schemas, write_structs
from corrigenda.overlay.apply import Merged
from corrigenda.problems import Problem, raise_any
from corrigenda.provider import Provider
from corrigenda.singles import read_singles

SOURCE = Path(__file__).parent.parent
TEMPLATES = SOURCE / "templates"
RUNTIME = SOURCE / "runtime"


def write_package(corrected: Corrected, work: Path, folder: Path) -> int:
    """Write the package of one provider to `folder`; `work` is a scratch folder for the generators.

    Returns:
        The number of structs and enums in the package.

    Raises:
        ProblemsError: a generator cannot make something of the schema.
    """
    provider, merged = corrected.provider, corrected.merged
    project = read_project(merged, provider.package, TEMPLATES)
    methods = read_methods(project, merged, corrected.operations)
    models = _write_models(corrected, work)
    inputs = write_inputs(merged.root, methods, provider.package, work, merged.place(()))
    exports = _exports(corrected, class_names(models), inputs)
    raise_any(_name_problems(merged, exports))
    _write_files(corrected, folder, models, inputs)
    context = {
        "header": HEADER,
        "provider": provider,
        "service": read_service(provider.key, merged.root),
        "model_names": class_names(models),
        "imports": argument_imports(inputs, provider.package),
        "exports": exports,
    }
    typed = typed_methods(methods, inputs)
    examples = write_examples(methods, corrected.samples, merged.root)
    _render(project.env, {**context, "methods": typed, "examples": examples}, provider, folder)
    return len(class_names(models))


def _write_models(corrected: Corrected, work: Path) -> str:
    provider, merged = corrected.provider, corrected.merged
    singles = read_singles(provider, merged)
    place = merged.place(())
    return write_structs(merged.root, corrected.operations, singles, provider.package, work, place)


def _write_files(corrected: Corrected, folder: Path, models: str, inputs: str) -> None:
    """Write what no template renders: the runtime as it is, and what the generators made."""
    source = folder / "src" / corrected.provider.package
    schema = f"{HEADER}\n{write_document(_without_preface(corrected.merged.root))}"
    shutil.copytree(RUNTIME, source / "_runtime", ignore=shutil.ignore_patterns("__pycache__"))
    (source / "models.py").write_text(models, encoding="utf-8")
    (source / "inputs.py").write_text(inputs, encoding="utf-8")
    (folder / "openapi.yaml").write_text(schema, encoding="utf-8")
    (folder / "corrigenda.lock").write_text(lock_text(corrected, schema), encoding="utf-8")


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


def _exports(corrected: Corrected, models: list[str], inputs: str) -> dict[str, list[str]]:
    """What the package offers at its root, by the module that holds it.

    The structs of bodies stay inside: their members are arguments, and no method takes them whole.
    """
    name = corrected.provider.name
    answers = [replace(operation, body=None) for operation in corrected.operations]
    answered = used_schemas(corrected.merged.root, answers)
    bodies = {operation.body for operation in corrected.operations} - set(answered)
    return {
        "async_client": [f"Async{name}"],
        "client": [name],
        "inputs": class_names(inputs),
        "models": [model for model in models if model not in bodies],
        "_runtime.errors": class_names((RUNTIME / "errors.py").read_text(encoding="utf-8")),
        "_runtime.models": ["UNSET", "UnsetType"],
    }


def _name_problems(merged: Merged, exports: dict[str, list[str]]) -> Iterator[Problem]:
    """Schemas whose classes would have the name of something else in the package."""
    taken = {name for module, names in exports.items() if module != "models" for name in names}
    for name in exports["models"]:
        if name in taken:
            place = merged.place(("components", "schemas", name))
            message = f"the package has something else that is called `{name}`"
            yield Problem(place, message, "give the schema another name")


def _docstring(text: str) -> str:
    """Text on one line that can neither end a docstring nor escape anything in it."""
    return safe_for_docstring(" ".join(text.split()))


def _sentence(text: str) -> str:
    """The text with one full stop at its end."""
    return text.rstrip(". ") + "."


def _wrapped(text: str, indent: int) -> str:
    lines = textwrap.wrap(text, 99 - indent, break_long_words=False, break_on_hyphens=False)
    return ("\n" + " " * indent).join(lines)
