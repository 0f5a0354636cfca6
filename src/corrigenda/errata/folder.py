"""Write the files of the errata, or report how they differ from the existing ones."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from corrigenda.files import write_file
from corrigenda.problems import Place, Problem, ProblemsError

_FIX = "run the command without `--check`, and commit the file"


def write_all(files: Mapping[Path, str]) -> None:
    """Write every file.

    Raises:
        ProblemsError: one of them cannot be written; its `written` names those written before.
    """
    done: list[str] = []
    for path, text in files.items():
        try:
            write_file(path, text)
        except ProblemsError as error:
            raise ProblemsError(error.problems, written=done) from None
        done.append(path.name)


def make_folder(folder: Path) -> None:
    """Create the folder and its parents.

    Raises:
        ProblemsError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"cannot be made: {error.strerror or error}"
        raise ProblemsError([Problem(Place(folder), message, "choose another folder")]) from None


def differences(files: Mapping[Path, str], folder: Path | None) -> Iterator[Problem]:
    """Find files that are missing, different or extra."""
    for path, text in files.items():
        present = path.read_bytes() if path.is_file() else None
        if present is None:
            yield Problem(Place(path), "is missing", _FIX)
        elif present != text.encode("utf-8"):
            yield Problem(Place(path), "is not what the inputs make", _FIX)
    extra = set[Path]() if folder is None else set(folder.rglob("*")) - set(files)
    for path in sorted(one for one in extra if not one.is_dir()):
        fix = "delete it: nothing here is kept by hand"
        yield Problem(Place(path), "is not made by any input", fix)
