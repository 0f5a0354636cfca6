"""Decode and encode JSON whose numbers keep every digit, on the wire and in the store.

The standard decoder turns `1.10` into a float. Here every number is an `int` or a `Decimal`, and a
text that cannot be represented exactly is an error.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ForwardRef, TypeAlias, cast

import msgspec

Json: TypeAlias = "None | bool | int | Decimal | str | list[Json] | dict[str, Json]"
if not TYPE_CHECKING:  # so that other modules' annotations can be resolved, as `help` does
    Json = ForwardRef(Json, module=__name__)
Members: TypeAlias = dict[str, Json]

_LONGEST = 1000

_DECODER: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Any, float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class NotJsonError(ValueError):
    """The text is not JSON, or cannot be represented exactly; the message says where."""


def decode(text: bytes | str) -> Json:
    """Decode a JSON text; numbers with a decimal point or an exponent become `Decimal`.

    Raises `NotJsonError` for anything else, including nesting or exponents out of range.
    """
    try:
        return cast(Json, _DECODER.decode(text))
    except UnicodeDecodeError as error:
        raise NotJsonError(f"not JSON: byte {error.start} is not UTF-8") from None
    except ValueError as error:
        raise NotJsonError(f"not JSON: {error}") from None
    except ArithmeticError:
        raise NotJsonError("unsupported JSON: a number is out of range") from None
    except RecursionError:
        raise NotJsonError("unsupported JSON: nested too deeply") from None


def shortest(value: Json) -> Json:
    """Return a whole number like 2e3 as an `int`, and anything else as it is.

    A number of more digits than anybody writes stays, too: `1e999999999` would take minutes.
    """
    if isinstance(value, Decimal) and value.is_finite() and value.adjusted() < _LONGEST:
        return int(value) if value == value.to_integral_value() else value
    return value


def encode(value: Json) -> bytes:
    """Encode a value as JSON, keeping every digit of its numbers."""
    return _ENCODER.encode(value)


def encode_text(value: Json) -> str:
    """Encode a value as a JSON `str`, for a database column or a message."""
    return encode(value).decode()
