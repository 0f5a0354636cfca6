"""What `corrigenda errata` does: collect, check, and write in one of three forms."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from rich.console import Console

from corrigenda.errata.collect import Errata, collect, unfounded
from corrigenda.errata.markdown import as_json, markdown
from corrigenda.errata.show import print_errata
from corrigenda.files import write_file
from corrigenda.problems import Place, Problem, raise_any


def errata(
    schemas: Path,
    overlays: Path,
    chosen: Sequence[str],
    check: bool,
    form: str | None,
    output: Path | None,
) -> str:
    """The errata in a form (text, md or json), or nothing if they went into a file.

    Without a form, the suffix of the file says it.

    Raises:
        ProblemsError: an input is wrong; or, to check, a correction is not proven, or the file is
            not what would be written.
    """
    found = collect(schemas, overlays, chosen)
    text = _written(found, form or _form(output), to_terminal=output is None)
    if check:
        raise_any([*unfounded(found), *_differences(output, text)])
    elif output is not None:
        write_file(output, text)
    if output is not None:
        return ""
    return text


def _form(output: Path | None) -> str:
    suffix = "" if output is None else output.suffix.lower()
    return {".md": "md", ".json": "json"}.get(suffix, "text")


def _written(found: Sequence[Errata], form: str, to_terminal: bool) -> str:
    if form == "md":
        return markdown(found)
    if form == "json":
        return as_json(found)
    shown = Console()
    colours = shown.is_terminal and to_terminal
    buffer = StringIO()
    console = Console(file=buffer, width=min(shown.width, 110), force_terminal=colours)
    print_errata(console, found)
    # Lines are filled up to the width of the terminal; in a file that is only noise.
    return "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines())


def _differences(output: Path | None, text: str) -> list[Problem]:
    if output is None:
        return []
    present = output.read_text(encoding="utf-8") if output.is_file() else None
    if present == text:
        return []
    message = "is missing" if present is None else "is not what the inputs make"
    return [Problem(Place(output), message, "run `nox -s regenerate`, and commit the file")]
