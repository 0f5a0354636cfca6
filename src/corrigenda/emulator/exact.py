"""JSON whose numbers keep every digit, on the wire and in the store.

Exists because the standard decoder turns `1.10` into a float. Refuses floats altogether: a number
is an `int` or a `Decimal`, and a text that cannot be held exactly is not accepted.
"""

from decimal import Decimal
from typing import Any, TypeAlias, cast

import msgspec

Json: TypeAlias = "None | bool | int | Decimal | str | list[Json] | dict[str, Json]"
Members: TypeAlias = dict[str, "Json"]

_DECODER: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Any, float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class NotJsonError(ValueError):
    """The text is not JSON, or JSON that cannot be kept exactly; the message says where."""


def decode(text: bytes | str) -> Json:
    """The value of a JSON text; numbers with a point or an exponent become `Decimal`.

    Raises `NotJsonError` for anything else, also for nesting or exponents beyond all bounds.
    """
    try:
        return cast(Json, _DECODER.decode(text))
    except UnicodeDecodeError as error:
        raise NotJsonError(f"not JSON: byte {error.start} is not UTF-8") from None
    except ValueError as error:
        raise NotJsonError(f"not JSON: {error}") from None
    except ArithmeticError:
        raise NotJsonError("not JSON that can be kept: a number is out of range") from None
    except RecursionError:
        raise NotJsonError("not JSON that can be kept: nested too deeply") from None


def encode(value: Json) -> bytes:
    """The JSON text of a value, numbers digit for digit."""
    return _ENCODER.encode(value)


def encode_text(value: Json) -> str:
    """As `encode`, for those who want `str` (a database column, a message)."""
    return encode(value).decode()
