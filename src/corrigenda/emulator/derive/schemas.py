"""Look into the schemas of a document: follow references, and merge what `allOf` splits.

`view` is for making and completing values, so it may simplify; whether a value is valid is the
business of `checks.py`, which reads the schemas as they are written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

Schema: TypeAlias = Mapping[str, Any]

_DEEPEST = 40
_PASSED_ON = ("anyOf", "oneOf")
_LIMITS = {
    "minimum": max,
    "exclusiveMinimum": max,
    "minLength": max,
    "minItems": max,
    "minProperties": max,
    "maximum": min,
    "exclusiveMaximum": min,
    "maxLength": min,
    "maxItems": min,
    "maxProperties": min,
}


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas of one document. `old` says that they are written as OpenAPI 3.0 has them."""

    document: Mapping[str, Any]
    old: bool
    _views: dict[int, tuple[Any, Schema]] = field(default_factory=dict[int, tuple[Any, Schema]])

    def at(self, reference: object) -> Any:
        """Return what a local reference means, or an empty schema for one that leads nowhere."""
        text = reference if isinstance(reference, str) else ""
        part: Any = self.document
        for step in text.removeprefix("#").split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~").replace("%20", " ")
            part = _step(part, name)
        return part if text.startswith("#/") and part is not None else {}

    def follow(self, part: Any) -> Mapping[str, Any]:
        """Follow a chain of references to its end."""
        for _ in range(_DEEPEST):
            if not isinstance(part, Mapping) or "$ref" not in part:
                break
            part = self.at(cast("Mapping[str, Any]", part)["$ref"])
        return cast("Mapping[str, Any]", part) if isinstance(part, Mapping) else {}

    def view(self, schema: Any) -> Schema:
        """Return a schema without `$ref`, `allOf`, `nullable` and `type` lists.

        `types` are the types that it allows (none means any), `groups` are lists of alternatives.
        """
        known = self._views.get(id(schema))
        if known is None:
            known = self._views[id(schema)] = (schema, self._merged(schema, 0))
        return known[1]

    def _merged(self, schema: Any, depth: int) -> Schema:
        view: dict[str, Any] = {"properties": {}, "required": (), "types": (), "groups": ()}
        for part in self._parts(schema, depth):
            _add(view, self._plain(part))
        return view

    def _parts(self, schema: Any, depth: int) -> Iterator[Mapping[str, Any]]:
        """Yield the schema and everything that it includes."""
        if not isinstance(schema, Mapping) or depth > _DEEPEST:
            return
        rules = cast("Mapping[str, Any]", schema)
        if "$ref" in rules:
            yield from self._parts(self.at(rules["$ref"]), depth + 1)
            if self.old:
                return
        for part in listed(rules.get("allOf")):
            yield from self._parts(part, depth + 1)
        yield rules

    def _plain(self, rules: Mapping[str, Any]) -> dict[str, Any]:
        plain = {name: value for name, value in rules.items() if name not in ("allOf", "$ref")}
        given = plain.pop("type", ())
        types = [given] if isinstance(given, str) else listed(given)
        if types and self.old and rules.get("nullable") is True:
            types = [*types, "null"]
        if not types and ("properties" in rules or "additionalProperties" in rules):
            types = ["object"] if not any(key in rules for key in _PASSED_ON) else []
        plain["types"] = tuple(types)
        plain["groups"] = tuple(listed(plain.pop(key)) for key in _PASSED_ON if plain.get(key))
        for limit, edge in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if isinstance(plain.get(edge), bool) and plain.pop(edge) and limit in plain:
                plain[edge] = plain.pop(limit)
        return plain


def _step(part: Any, name: str) -> Any:
    if isinstance(part, Mapping):
        found = cast("Mapping[object, Any]", part)
        return found.get(name, found.get(int(name)) if name.isdigit() else None)
    if isinstance(part, list) and name.isdigit():
        items = cast("list[object]", part)
        return items[int(name)] if int(name) < len(items) else None
    return None


def _add(view: dict[str, Any], plain: dict[str, Any]) -> None:
    """Add a part to what is known of a schema: both hold."""
    _add_properties(view, plain)
    view["required"] = tuple(dict.fromkeys([*view["required"], *listed(plain.pop("required", ()))]))
    view["groups"] += plain.pop("groups")
    types = plain.pop("types")
    both = tuple(one for one in view["types"] if one in types)
    view["types"] = both if both else types or view["types"]
    for name, value in plain.items():
        if name in _LIMITS and name in view:
            view[name] = _LIMITS[name](view[name], value)
        elif name == "enum" and name in view:
            view[name] = [one for one in view[name] if one in value] or value
        else:
            view[name] = value


def _add_properties(view: dict[str, Any], plain: dict[str, Any]) -> None:
    before: dict[str, Any] = view["properties"]
    added = plain.pop("properties", None)
    added = cast("dict[str, Any]", added) if isinstance(added, dict) else {}
    names = dict.fromkeys([*before, *added])
    both = {
        name: {"allOf": [before[name], added[name]]}
        if name in before and name in added and before[name] is not added[name]
        else before.get(name, added.get(name))
        for name in names
    }
    for closed, own in ((view, before), (plain, added)):
        if closed.get("additionalProperties") is False:
            both = {name: rule for name, rule in both.items() if name in own}
    view["properties"] = both


def members(value: Any) -> Mapping[str, Any]:
    """Return a mapping as it is, and an empty one for anything else."""
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def listed(value: Any) -> list[Any]:
    """Return a list as it is, and nothing for anything else."""
    return list(cast("list[Any]", value)) if isinstance(value, list | tuple) else []
