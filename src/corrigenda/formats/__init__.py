"""The formats of hand-written files, as JSON Schemas in this folder.

`check` turns every error in a file into a problem with a place and a fix. Unknown keys are problems
because they have no effect. The `description` of a schema is the fix for its errors.
"""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from corrigenda.problems import Place, Problem
from corrigenda.texts.yaml_reader import read_yaml
from corrigenda.trees import Location, Object, is_object, to_builtins


def check(content: Any, format_name: str, place: Callable[[Location], Place]) -> Iterator[Problem]:
    """Find every error of `content` in the named format."""
    text = files(__name__).joinpath(f"{format_name}.yaml").read_text("utf-8")
    validator: Any = Draft202012Validator(read_yaml(text)[0])
    for error in validator.iter_errors(to_builtins(content)):
        yield from problems_of(error, place)


def problems_of(error: ValidationError, place: Callable[[Location], Place]) -> Iterator[Problem]:
    """The problems of one validation error; an error may have several unknown keys."""
    location = tuple(error.absolute_path)
    unknown = unknown_keys(error)
    if not unknown:
        yield Problem(place(location), _message(error, location), _fix(error))
    for key in unknown:
        known = sorted(_schema(error).get("properties", {}))
        close = get_close_matches(key, known, 1)
        fix = f"use a known key: {', '.join(known)}" if known else _fix(error)
        fix = f"did you mean `{close[0]}`?" if close else fix
        yield Problem(place((*location, key)), f"unknown key `{key}`", fix)


def unknown_keys(error: ValidationError) -> list[str]:
    """The members that a closed object does not allow; empty for every other error."""
    closed = error.validator == "additionalProperties" and error.validator_value is False
    instance: Any = error.instance
    if not closed or not is_object(instance):
        return []
    properties, patterns = (
        _schema(error).get(key, {}) for key in ("properties", "patternProperties")
    )
    known = [re.compile(pattern) for pattern in patterns]
    return [
        key
        for key in instance
        if key not in properties and not any(one.search(key) for one in known)
    ]


def _schema(error: ValidationError) -> Object:
    """The part of the schema that the value violates; JSON Schema also allows a boolean."""
    schema: Any = error.schema
    return schema if is_object(schema) else {}


def _message(error: ValidationError, location: Location) -> str:
    where = f"`{'.'.join(str(step) for step in location)}`: " if location else ""
    return where + error.message


def _fix(error: ValidationError) -> str:
    if error.validator == "required":
        return "add it"
    description = _schema(error).get("description")
    return (
        str(description)
        if description
        else f"make it match `{error.validator}: {error.validator_value}`"
    )
