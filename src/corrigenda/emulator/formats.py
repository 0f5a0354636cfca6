"""The written forms of days and moments that every service shares, whatever describes it.

Strict, so that any client can read what leaves: RFC 3339, and a moment has its zone.
"""

import re
from datetime import date, datetime

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def is_date(text: str) -> bool:
    """Whether it is a day, written YYYY-MM-DD. Raises `ValueError` for one that does not exist."""
    return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))


def is_time(text: str) -> bool:
    """Whether it is a moment with a zone. Raises `ValueError` for one that does not exist."""
    return bool(_TIME.fullmatch(text)) and bool(datetime.fromisoformat(text))
