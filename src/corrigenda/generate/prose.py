"""Keeps the line numbers of documentation pages out of the sentences that a caller reads.

A description cites its lines as `(l.12-15, 20)`. They matter to whoever checks the schema, so the
published schema keeps them; in docstrings they come last, or not at all.
"""

import re

_LINES = re.compile(r"\s*\(l\.(?P<lines>\d[\d, -]*)\)")


def without_lines(text: str) -> str:
    """Remove the line numbers from a description."""
    return _LINES.sub("", text)


def cited_lines(*texts: str) -> str:
    """The line numbers that descriptions cite, in order and each once: `12-15, 20`."""
    cited = [lines for text in texts for lines in _LINES.findall(text)]
    return ", ".join(dict.fromkeys(one.strip() for lines in cited for one in lines.split(",")))
