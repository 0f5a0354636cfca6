"""Writes the tables of features in `docs/formats.md`: what the corpus shows, one row for each case.

    python -m tests.corpus.table [--check]

With `--check` it writes nothing, and fails if the tables are not what the corpus makes.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from tests.corpus.cases import Case, read_cases
from tests.corpus.graphql_cases import read_graphql_cases
from tests.corpus.paging_cases import read_paging_cases

PAGE = Path(__file__).parents[2] / "docs/formats.md"
_OPENAPI, _GRAPHQL = "tests/corpus/cases", "tests/corpus/graphql"


def main(arguments: Sequence[str]) -> int:
    """Write the tables, or check them; return the exit status."""
    text = PAGE.read_text(encoding="utf-8")
    made = with_tables(text)
    if arguments == ["--check"]:
        if made != text:
            print(f"{PAGE}: the tables of features are not what tests/corpus makes")
            print("  fix: run `python -m tests.corpus.table`, and commit the page")
        return int(made != text)
    PAGE.write_text(made, encoding="utf-8")
    return 0


def with_tables(text: str) -> str:
    """The text of the page with the tables of all cases between their marks."""
    text = _with_table(text, _OPENAPI, [*read_cases(), *read_paging_cases()])
    return _with_table(text, _GRAPHQL, read_graphql_cases())


def _with_table(text: str, source: str, cases: Sequence[Case]) -> str:
    begin, end = (f"<!-- made from {source}: {one} -->\n" for one in ("begin", "end"))
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return "".join([before, begin, *_lines(cases), end, after])


def _lines(cases: Sequence[Case]) -> Iterator[str]:
    for group, listed in groupby(cases, lambda case: case.group):
        yield f"\n| {group} | |\n|---|---|\n"
        for case in listed:
            yield f"| {_cell(case.feature)} | {_outcome(case)} |\n"
    yield "\n"


def _outcome(case: Case) -> str:
    if not case.refused:
        return "supported"
    word = "refused" if case.document else "a note"
    return f"{word}: {_cell(case.refused)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
