"""Check the text forms of dates and times, which all services share.

Only RFC 3339 is accepted, and a time needs its offset, so that any client can read a response.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

# The year 0 is excluded because Python has none. The patterns mean the same in Rust.
_DAY_PATTERN = r"([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-[0-9]{2}-[0-9]{2}"
_CLOCK_PATTERN = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_TIME_PATTERN = rf"{_DAY_PATTERN}T{_CLOCK_PATTERN}:[0-5][0-9](\.[0-9]+)?(Z|[+-]{_CLOCK_PATTERN})"
_DATE = re.compile(_DAY_PATTERN, re.ASCII)
_TIME = re.compile(_TIME_PATTERN, re.ASCII)

FORM_PATTERNS: Final[Mapping[str, str]] = {
    "date": f"^{_DAY_PATTERN}$",
    "date-time": f"^{_TIME_PATTERN}$",
}
"""The formats that are checked, each with the pattern of texts that may have it."""


def is_date(text: str) -> bool:
    """Whether a text is a date, YYYY-MM-DD. Raises `ValueError` for one that does not exist."""
    return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))


def is_time(text: str) -> bool:
    """Whether a text is a time with an offset. Raises `ValueError` for one that does not exist."""
    return bool(_TIME.fullmatch(text)) and bool(datetime.fromisoformat(text))


def has_format(name: str, text: str) -> bool:
    """Whether a text has a format. An unknown format has no rules."""
    check = {"date": is_date, "date-time": is_time}.get(name)
    try:
        return check is None or check(text)
    except ValueError:
        return False
