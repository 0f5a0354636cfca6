"""Reads the public API of a package with griffe, which parses its code and never runs it.

griffe knows no TypedDict whose keys are no identifiers (`TypedDict("X", {"class": ...})`) and does
not tell how a struct names a field in JSON, so both are read here from the expressions it keeps.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import griffe

from corrigenda.apidiff.surface import (
    Attribute,
    Class,
    ClassKind,
    Function,
    Parameter,
    Surface,
    Thing,
)

_DEFINED = griffe.Class | griffe.Function | griffe.Attribute
_STRUCTS = frozenset({"Model", "Struct"})
_FORMS = frozenset({"TypedDict", "Generic", "Protocol"})
"""Base classes that say how a class is written, and not what it is."""
_ENUMS = frozenset({"Enum", "StrEnum", "IntEnum", "OpenEnum", "OpenIntEnum", "CaselessEnum"})


def load(folder: Path) -> griffe.Module:
    """Parse a package, given its folder, without importing it."""
    loader = griffe.GriffeLoader(search_paths=[folder.parent], allow_inspection=False)
    loaded = loader.load(folder.name, try_relative_path=False)
    assert isinstance(loaded, griffe.Module), "a folder with an `__init__.py` is a module"
    return loaded


def read_surface(module: griffe.Module) -> Surface:
    """The public API of a package."""
    exports = frozenset(str(one) for one in module.exports or ())
    things: dict[str, Thing] = {}
    for name in sorted(exports):
        if (thing := _thing(_target(module.members.get(name)))) is not None:
            things[f"{module.name}.{name}"] = thing
    known = {one.origin for one in things.values()}
    for each in [*_defined(module), *_bases(module, exports)]:
        if each.path not in known and (thing := _thing(each)) is not None:
            things[each.path] = thing
            known.add(each.path)
    return Surface(module.name, exports, things, dict(_aliases(module)))


def _target(found: griffe.Object | griffe.Alias | None) -> griffe.Object | None:
    """What an import leads to; None if that is in another package."""
    if isinstance(found, griffe.Alias):
        try:
            return found.final_target
        except griffe.AliasResolutionError:
            return None
    return found


def _defined(module: griffe.Module) -> Iterator[griffe.Object]:
    """What the public modules below a package define themselves."""
    for inner in module.modules.values():
        if not isinstance(inner, griffe.Alias) and not inner.name.startswith("_"):
            for name, member in inner.members.items():
                if isinstance(member, _DEFINED) and not name.startswith("_"):
                    yield member


def _bases(module: griffe.Module, exports: frozenset[str]) -> Iterator[griffe.Object]:
    """The base classes of what is public, which live in private modules."""
    starts = [_target(module.members.get(name)) for name in sorted(exports)]
    for one in [*starts, *_defined(module)]:
        if isinstance(one, griffe.Class):
            yield from (above for above in _above(one) if not above.name.startswith("_"))


def _above(one: griffe.Class) -> list[griffe.Class]:
    try:
        return one.mro()
    except ValueError:
        return []  # an order that Python would refuse, too


def _thing(found: griffe.Object | None) -> Thing | None:
    if isinstance(found, griffe.Class):
        return _class(found)
    if isinstance(found, griffe.Function):
        return _function(found)
    return _attribute(found, "class") if isinstance(found, griffe.Attribute) else None


def _class(found: griffe.Class) -> Class:
    above = _above(found)
    bases = {name for one in [found, *above] for name in map(_last, one.bases)}
    kind = _kind(bases)
    hidden = [one for one in above if one.name.startswith("_")]
    members = {name: m for one in [*reversed(hidden), found] for name, m in one.members.items()}
    public = {name: one for name, one in members.items() if not _is_private(name)}
    attributes = {
        name: _attribute(one, kind)
        for name, one in public.items()
        if isinstance(one, griffe.Attribute) and _counts(one)
    }
    methods = {n: _function(one) for n, one in public.items() if isinstance(one, griffe.Function)}
    seen = frozenset(name for name in bases - _FORMS if not _is_private(name))
    doc = found.docstring.value if found.docstring else ""
    odd = {one.name: one for one in _odd_keys(found)}
    return Class(found.name, found.path, kind, seen, {**odd, **attributes}, methods, doc)


def _kind(bases: set[str]) -> ClassKind:
    if bases & _STRUCTS:
        return "struct"
    if bases & _ENUMS:
        return "enum"
    # A key that is no identifier has a base of its own: `class XDict(_XDictOdd)`.
    odd = any(name.startswith("_") and name.endswith("DictOdd") for name in bases)
    return "typed dict" if odd or "TypedDict" in bases else "class"


def _last(base: griffe.Expr | str) -> str:
    return str(base).partition("[")[0].rpartition(".")[2]


def _is_private(name: str) -> bool:
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__"))


def _counts(one: griffe.Attribute) -> bool:
    """Whether an attribute is for the caller: no dunder, and not set on `self` alone."""
    return not one.name.startswith("__") and not str(one.annotation).startswith("ClassVar")


def _function(found: griffe.Function) -> Function:
    bound = isinstance(found.parent, griffe.Class) and "staticmethod" not in found.labels
    given = list(found.parameters)[1 if bound else 0 :]
    return Function(
        found.name,
        found.path,
        tuple(_parameter(one) for one in given),
        _text(found.returns),
        "async" in found.labels,
        _deprecation(found),
        found.docstring.value if found.docstring else "",
    )


def _parameter(one: griffe.Parameter) -> Parameter:
    kind = one.kind.value if one.kind else "positional or keyword"
    default = None if one.default is None else _text(one.default)
    return Parameter(one.name, kind, _text(one.annotation), default)


def _deprecation(found: griffe.Function) -> str | None:
    """What the decorator `@_deprecated("...")` says, or None."""
    for decorator in found.decorators:
        call = ast.parse(str(decorator.value), mode="eval").body
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("deprecated"):
            words = [one.value for one in call.args if isinstance(one, ast.Constant)]
            return " ".join(map(str, words))
    return None


def _attribute(one: griffe.Attribute, kind: ClassKind) -> Attribute:
    doc = one.docstring.value if one.docstring else ""
    value = None if one.value is None else _text(one.value)
    if kind == "typed dict":
        return _key(one.name, one.path, _text(one.annotation), doc)
    if value and _text(one.annotation).endswith("TypeAlias"):
        value = _unquoted(value)
    default, wire = _field(value) if value and kind == "struct" else (value, one.name)
    return Attribute(
        one.name, one.path, _text(one.annotation), default, default is None, wire or one.name, doc
    )


def _unquoted(value: str) -> str:
    """A type that is written as a string, without the quotes."""
    node = ast.parse(value, mode="eval").body
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else value


def _field(value: str) -> tuple[str | None, str]:
    """The default and the name in JSON of `field(default=UNSET, name="dueDate")`."""
    call = ast.parse(value, mode="eval").body
    if not isinstance(call, ast.Call) or ast.unparse(call.func).rpartition(".")[2] != "field":
        return value, ""
    given = {one.arg: ast.unparse(one.value) for one in call.keywords}
    name = ast.literal_eval(given["name"]) if "name" in given else ""
    return given.get("default", given.get("default_factory")), str(name)


def _key(name: str, origin: str, annotation: str, doc: str) -> Attribute:
    required = not annotation.startswith("NotRequired[")
    for word in ("NotRequired[", "Required["):
        if annotation.startswith(word):
            annotation = annotation[len(word) : -1]
    return Attribute(name, origin, annotation, None, required, name, doc)


def _odd_keys(found: griffe.Class) -> Iterator[Attribute]:
    """The keys of base classes that are calls: `TypedDict("_X", {"class": str})`."""
    for base in map(_last, found.bases):
        inside = found.module.members.get(base)
        if isinstance(inside, griffe.Attribute) and inside.value is not None:
            call = ast.parse(_text(inside.value), mode="eval").body
            if isinstance(call, ast.Call) and len(call.args) > 1:
                keys = call.args[1]
                assert isinstance(keys, ast.Dict), "the second argument has the keys"
                for key, value in zip(keys.keys, keys.values, strict=True):
                    if isinstance(key, ast.Constant):
                        name = str(key.value)
                        yield _key(name, f"{found.path}.{name}", ast.unparse(value), "")


def _text(found: griffe.Expr | str | None) -> str:
    return "" if found is None else str(found)


def _aliases(module: griffe.Module) -> Iterator[tuple[str, str]]:
    """The names in a package that stand for other types."""
    for inner in [module, *_modules(module)]:
        for name, one in inner.members.items():
            if isinstance(one, griffe.Attribute) and one.value is not None:
                value, annotation = _text(one.value), _text(one.annotation)
                if annotation.endswith("TypeAlias") or value.startswith("Annotated["):
                    yield name, value


def _modules(module: griffe.Module) -> Iterator[griffe.Module]:
    for inner in module.modules.values():
        if not isinstance(inner, griffe.Alias):
            yield inner
            yield from _modules(inner)
