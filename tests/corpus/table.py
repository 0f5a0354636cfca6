"""Writes the table of features in `docs/formats.md`: what the corpus shows, one row for each case.

    python -m tests.corpus.table [--check]

With `--check` it writes nothing, and fails if the table is not what the corpus makes.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from tests.corpus.cases import Case, read_cases
from tests.corpus.graphql_cases import read_graphql_cases
from tests.corpus.paging_cases import read_paging_cases

PAGE = Path(__file__).parents[2] / "docs/formats.md"
_BEGIN, _END = "<!-- made from tests/corpus: begin -->\n", "<!-- made from tests/corpus: end -->\n"


def main(arguments: Sequence[str]) -> int:
    """Write the table, or check it; return the exit status."""
    text = PAGE.read_text(encoding="utf-8")
    made = with_table(text, [*read_cases(), *read_paging_cases(), *read_graphql_cases()])
    if arguments == ["--check"]:
        if made != text:
            print(f"{PAGE}: the table of features is not what tests/corpus makes")
            print("  fix: run `python -m tests.corpus.table`, and commit the page")
        return int(made != text)
    PAGE.write_text(made, encoding="utf-8")
    return 0


def with_table(text: str, cases: Sequence[Case]) -> str:
    """The text of the page with the table of the cases between the two marks."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return "".join([before, _BEGIN, *_lines(cases), _END, after])


def _lines(cases: Sequence[Case]) -> Iterator[str]:
    for group, listed in groupby(cases, lambda case: case.group):
        yield f"\n| {group} | |\n|---|---|\n"
        for case in listed:
            yield f"| {_cell(case.feature)} | {_outcome(case)} |\n"
    yield "\n"


def _outcome(case: Case) -> str:
    if not case.refused:
        return "supported"
    word = "a note" if case.folder.parent.name.startswith("GraphQL") else "refused"
    return f"{word}: {_cell(case.refused)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
