"""Read the YAML files of the emulator: merged schemas and samples.

Values are those of JSON: a number with a decimal point is a `Decimal`, and a date stays a string.
Each file must hold one mapping.
"""

from copy import deepcopy
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from .errors import EmulatorError

_FIX = "regenerate the file, or correct its YAML by hand"


def read_yaml(file: Path) -> dict[str, Any]:
    """Return the mapping in a file. Raises `EmulatorError` with `file:line:column` without one."""
    try:
        document = deepcopy(_parsed(file.read_text(encoding="utf-8")))
    except MarkedYAMLError as error:
        raise EmulatorError(_said(file, error), _FIX) from None
    except (YAMLError, ArithmeticError, OSError, UnicodeDecodeError) as error:
        raise EmulatorError(f"{file}: {error}", _FIX) from None
    if not isinstance(document, dict):
        raise EmulatorError(f"{file}:1:1: not a mapping", _FIX)
    return cast("dict[str, Any]", document)


@lru_cache(maxsize=256)
def _parsed(text: str) -> object:
    """Parse a text. Results are cached, because tests start many emulators with the same files."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _ExactConstructor
    document: object = cast("Any", yaml).load(text)
    return document


def _said(file: Path, error: Any) -> str:
    mark = error.problem_mark
    where = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else str(file)
    return f"{where}: {error.problem}"


class _ExactConstructor(SafeConstructor):
    """Construct YAML values as JSON has them: exact numbers, and no type for dates."""


def _decimal(_constructor: object, node: Any) -> Decimal:
    return Decimal(str(node.value))


def _text(_constructor: object, node: Any) -> str:
    return str(node.value)


cast("Any", _ExactConstructor).add_constructor("tag:yaml.org,2002:float", _decimal)
cast("Any", _ExactConstructor).add_constructor("tag:yaml.org,2002:timestamp", _text)
