"""The `corrigenda diff` command: what has changed for the users of generated packages.

Exit codes: 0 compatible; 1 breaking; 2 the command line is wrong, what it names cannot be read, or
the extra is missing.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from corrigenda.cli import report
from corrigenda.cli.interrupts import ends_cleanly
from corrigenda.cli.needs import need
from corrigenda.cli.taught import Lesson, Taught
from corrigenda.problems import ProblemsError

_BREAKING, _USAGE = 1, 2


_LESSON = Lesson(
    arguments={
        "OLD": "A generated package, its `src` folder, a folder of packages, a wheel, a source "
        "distribution, or a folder of a Git commit, such as HEAD:generated.",
        "NEW": "The same, later.",
    },
    examples=[
        ("What have I changed since the last commit?", "corrigenda diff HEAD:generated generated"),
        (
            "And since the last release?",
            "corrigenda diff acme_client-1.0.0-py3-none-any.whl generated/acme",
        ),
        ("Give the changes to a program.", "corrigenda diff --format json old/acme generated/acme"),
    ],
    exits={
        0: "the new packages are compatible.",
        1: "a change is breaking.",
        2: "the command line is wrong, what it names cannot be read, or the extra `diff` is "
        "missing.",
    },
    more="docs/versioning.md",
)


@click.command(cls=Taught, lesson=_LESSON)
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "md"]),
    default="text",
    show_default=True,
    help="The form; `md` is the changelog entry alone.",
)
@click.option(
    "--versioned",
    is_flag=True,
    help="Accept breaking changes of a package whose version is raised as proposed.",
)
def diff(old: str, new: str, form: str, versioned: bool) -> None:
    """Show how the API of generated packages changes, and what breaks.

    The code is read and never run. A change of behaviour that types do not show is not found, such
    as another retry or another meaning of a field.
    """
    if not (old and new):
        raise click.UsageError("OLD and NEW name packages, and one of them is empty")
    need("diff", "griffe", "packaging")
    from corrigenda.apidiff.diff import Difference
    from corrigenda.apidiff.diff import diff as compare
    from corrigenda.apidiff.render import as_json, as_markdown, as_text

    found: list[Difference] = []
    with ends_cleanly("nothing was written"), TemporaryDirectory(prefix="corrigenda-") as folder:
        try:
            found = compare(old, new, Path(folder))
        except ProblemsError as error:
            report.print_problems(report.console(stderr=True), error)
            raise SystemExit(_USAGE) from None
    if form == "md":
        click.echo("\n".join(as_markdown(one) for one in found if one.changes), nl=False)
    else:
        click.echo(as_json(found) if form == "json" else as_text(found), nl=False)
    if any(one.breaking and not (versioned and one.has_version) for one in found):
        raise SystemExit(_BREAKING)
