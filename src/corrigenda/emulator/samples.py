"""The documentation's printed answers, read for what they hold: objects to begin with.

Reads only what a seed needs, the answer as mended. Refuses to judge a sample; whether it is true
to the page is settled elsewhere, and an answer that is not JSON stops the start.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from . import exact
from .documents import read_yaml
from .errors import EmulatorError
from .exact import Json


@dataclass(frozen=True, slots=True)
class Sample:
    """One documented answer: the operation that gives it and its value, numbers exact."""

    operation: str
    answer: Json


def read_samples(folder: Path) -> list[Sample]:
    """The answers in a folder of samples, by file name, without those that are not HTTP.

    Raises `EmulatorError` that names the file for a sample that cannot be read.
    """
    found = (_read(file) for file in sorted(folder.glob("*.yaml")))
    return [sample for sample in found if sample is not None]


def _read(file: Path) -> Sample | None:
    pair = read_yaml(file)
    try:
        answer: dict[str, Any] | None = pair.get("answer")
        if answer is None or "apart" in pair:
            return None
        body = {**answer, **answer.get("mended", {})}["body"]
        return Sample(cast(str, pair["operation"]), exact.decode(body))
    except (exact.NotJsonError, AttributeError, KeyError, TypeError) as error:
        fix = "write the answer's JSON under `body`, or under `mended` where the print is broken"
        raise EmulatorError(f"{file}: the sample cannot be read: {error}", fix) from None
