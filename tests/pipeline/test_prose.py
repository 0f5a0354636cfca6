"""Line numbers of a page do not stand in the sentences that a caller reads."""

import pytest

from corrigenda.generate.prose import cited_lines, without_lines


@pytest.mark.parametrize(
    ("text", "read", "lines"),
    [
        ("Which projects (l.118-123, 130-135).", "Which projects.", "118-123, 130-135"),
        ("15.5 (l.231) reads as major", "15.5 reads as major", "231"),
        ("A (l.1) and b\n  (l.2, 1).", "A and b.", "1, 2"),
        ("Nothing cited (see below).", "Nothing cited (see below).", ""),
        ("(l.x) is no line, and l.5 neither", "(l.x) is no line, and l.5 neither", ""),
    ],
)
def test_lines_are_taken_out(text: str, read: str, lines: str) -> None:
    assert without_lines(text) == read
    assert cited_lines(text) == lines
