"""Check the text forms of dates and times, which all services share.

Only RFC 3339 is accepted, and a time needs its offset, so that any client can read a response.
"""

import re
from datetime import date, datetime

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def is_date(text: str) -> bool:
    """Whether a text is a date, YYYY-MM-DD. Raises `ValueError` for one that does not exist."""
    return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))


def is_time(text: str) -> bool:
    """Whether a text is a time with an offset. Raises `ValueError` for one that does not exist."""
    return bool(_TIME.fullmatch(text)) and bool(datetime.fromisoformat(text))
