"""Judge the responses of any document, independently of the code under test.

A JSON Schema validator reads the document, with what OpenAPI 3.0 writes in its own way translated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any
from urllib.parse import quote

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from jsonschema.protocols import Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from corrigenda.emulator.called import called
from corrigenda.emulator.derive.document import METHODS
from corrigenda.emulator.formats import is_date, is_time
from corrigenda.emulator.media import is_json

Json = Any
_HOME = "urn:document"
_FORMATS = FormatChecker(())
_FORMATS.checks("date", ValueError)(lambda value: not isinstance(value, str) or is_date(value))
_FORMATS.checks("date-time", ValueError)(lambda v: not isinstance(v, str) or is_time(v))


def _is_number(_checker: object, value: object) -> bool:
    return isinstance(value, int | Decimal | float) and not isinstance(value, bool)


def _is_integer(_checker: object, value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or _is_whole(value)


def _is_whole(value: object) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value()


def _multiple(_: object, unit: Json, value: Json, __: object) -> Iterator[ValidationError]:
    """Like `multipleOf` of the library, but exact for long numbers. Huge ones are multiples."""
    if _is_number(_, value) and abs(Decimal(value).adjusted()) < 100:
        with localcontext(prec=300):
            if Decimal(value) % Decimal(unit) != 0:
                yield ValidationError(f"{value} is not a multiple of {unit}")


_VALIDATOR: Any = validators.extend(
    Draft202012Validator,
    {"multipleOf": _multiple},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"number": _is_number, "integer": _is_integer}
    ),
)


@dataclass(frozen=True)
class Judged:
    """The validators of the responses of one operation."""

    answers: Mapping[str, Validator | None]

    def wrong_answer(self, status: int, answer: Json) -> list[str]:
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in self.answers:
                return _problems(self.answers[key], answer)
        return [f"status {status} is not declared"] if status < 400 else []


def _problems(validator: Validator | None, value: Json) -> list[str]:
    if validator is None:
        return []
    errors = sorted(validator.iter_errors(value), key=str)
    return [f"{each.json_path}: {each.message[:200]}" for each in errors[:3]]


def judge(document: dict[str, Any]) -> dict[str, Any]:
    """Return what judges each operation, by its name."""
    old = str(document.get("openapi", "3.0")).startswith("3.0")
    plain = _answered(document, _translated(document, old))
    registry = Registry[Any]().with_resource(_HOME, DRAFT202012.create_resource(plain))
    found: dict[str, Any] = {}
    names = called(document)
    for path, item in plain.get("paths", {}).items():
        whole = _followed(plain, item)
        for method in METHODS:
            if method in whole:
                name = names[path, method]
                found.setdefault(name, _judged(plain, whole[method], registry))
    return found


def _judged(document: dict[str, Any], operation: dict[str, Any], registry: Any) -> Judged:
    answers = {
        str(status).upper() if str(status)[1:] in ("XX", "xx") else str(status): _validator(
            document, part, registry
        )
        for status, part in operation.get("responses", {}).items()
    }
    return Judged(answers)


def _validator(document: dict[str, Any], part: Any, registry: Any) -> Validator | None:
    for media_type, media in _followed(document, part).get("content", {}).items():
        if is_json(media_type):
            schema = _based(media.get("schema", {}))
            found: Validator = _VALIDATOR(schema, registry=registry, format_checker=_FORMATS)
            return found
    return None


def _answered(document: dict[str, Any], value: Any) -> Any:
    """Let what is only sent be absent, as OpenAPI says of `required`."""
    if isinstance(value, list):
        return [_answered(document, each) for each in value]
    if not isinstance(value, dict):
        return value
    done = {name: _answered(document, each) for name, each in value.items()}
    named = done.get("properties")
    if isinstance(named, dict) and isinstance(done.get("required"), list):
        sent = [n for n, one in named.items() if _followed(document, one).get("writeOnly") is True]
        done["required"] = [name for name in done["required"] if name not in sent]
    return done


def _followed(document: dict[str, Any], part: Any) -> dict[str, Any]:
    while isinstance(part, dict) and "$ref" in part:
        target: Any = document
        for step in part["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        part = target
    return part if isinstance(part, dict) else {}


def _based(value: Any) -> Any:
    """Make local references absolute, since a schema is validated outside its document."""
    if isinstance(value, dict):
        return {
            name: _HOME + quote(each, safe="#/~%")
            if name == "$ref" and isinstance(each, str) and each.startswith("#")
            else _based(each)
            for name, each in value.items()
        }
    return [_based(each) for each in value] if isinstance(value, list) else value


def _translated(value: Any, old: bool) -> Any:
    if isinstance(value, list):
        return [_translated(each, old) for each in value]
    if not isinstance(value, dict):
        return Decimal(repr(value)) if isinstance(value, float) else value
    if old and isinstance(value.get("$ref"), str):
        return {"$ref": value["$ref"]}
    done = {str(name): _translated(each, old) for name, each in value.items()}
    if old and done.pop("nullable", None) is True and isinstance(done.get("type"), str):
        done["type"] = [done["type"], "null"]
        if "enum" in done:
            done["enum"] = [*done["enum"], None]
    for limit, edge in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(done.get(edge), bool) and done.pop(edge) and limit in done:
            done[edge] = done.pop(limit)
    return done


def wrong(schema: Json, value: Json) -> list[str]:
    """Return what is wrong with a value for a schema of JSON Schema 2020-12."""
    return _problems(_VALIDATOR(schema, format_checker=_FORMATS), value)
