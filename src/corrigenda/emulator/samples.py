"""Read the documented responses, which hold the objects of the `docs` seed.

Only the corrected response of a sample is read. Whether it is true to the page is checked
elsewhere; a response that is not JSON keeps the emulator from starting.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from msgspec import Struct

from . import exact
from .documents import read_yaml
from .errors import EmulatorError
from .exact import Json


class Sample(Struct, frozen=True):
    """One documented response: its operation and its value, with exact numbers."""

    operation: str
    answer: Json


def read_samples(folder: Path) -> list[Sample]:
    """Read the responses in a folder of samples, sorted by file name, skipping what is not HTTP.

    Raises `EmulatorError`, which names the file, for a sample that cannot be read.
    """
    found = (_read(file) for file in sorted(folder.glob("*.yaml")))
    return [sample for sample in found if sample is not None]


def read_bases(folder: Path, operations: Iterable[str]) -> dict[str, str]:
    """Return what the documentation has of each operation: a `sample` of a response, or `prose`.

    Prose is all that there is where the documentation prints a request at most; an operation that
    no sample is about is `assumed`. Raises `EmulatorError` for a sample that cannot be read.
    """
    found = dict.fromkeys(sorted(operations), "assumed")
    for pair in map(read_yaml, sorted(folder.glob("*.yaml"))):
        operation = str(pair.get("operation", ""))
        if operation in found and found[operation] != "sample":
            is_answered = "answer" in pair and "apart" not in pair
            found[operation] = "sample" if is_answered else "prose"
    return found


def _read(file: Path) -> Sample | None:
    pair = read_yaml(file)
    try:
        answer: dict[str, Any] | None = pair.get("answer")
        if answer is None or "apart" in pair:
            return None
        body = {**answer, **answer.get("mended", {})}["body"]
        return Sample(cast(str, pair["operation"]), exact.decode(body))
    except (exact.NotJsonError, AttributeError, KeyError, TypeError) as error:
        fix = "put the response's JSON under `body`, or under `mended` if the page breaks it"
        raise EmulatorError(f"{file}: the sample cannot be read: {error}", fix) from None
