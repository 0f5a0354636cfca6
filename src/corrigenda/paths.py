"""Says what is wrong with a path where there is nothing, and which path was probably meant."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from corrigenda.problems import Place, Problem, raise_any, shown


def no_file(path: Path) -> Problem:
    """The problem of a file that somebody names, and that there is not."""
    gap = next((one for one in reversed(path.parents) if not _is_there(one)), None)
    message = "there is no such file" if gap is None else f"there is no folder `{shown(gap)}`"
    return Problem(Place(path), message, did_you_mean(path, Path.is_file) or "correct the path")


def require(path: Path) -> None:
    """Raise a problem if a file that must have this very name is missing."""
    raise_any([Problem(Place(path), "the file is missing", "create it")] if _is_gone(path) else [])


def did_you_mean(path: Path, is_wanted: Callable[[Path], bool] = Path.exists) -> str:
    """Ask for the path that exists and has nearly this name; nothing if there is none."""
    near = None if _is_there(path) else _nearest(path)
    return f"did you mean `{shown(near)}`?" if near and is_wanted(near) else ""


def _nearest(path: Path) -> Path | None:
    """The path that exists and differs least from one that does not, step by step."""
    found = Path(path.anchor)
    for step in path.parts[1 if path.anchor else 0 :]:
        if not _is_there(found / step):
            near = _nearest_name(step, _names(found))
            if near is None:
                return None
            step = near
        found /= step
    return found


def _nearest_name(wrong: str, names: list[str]) -> str | None:
    """The name most like a wrong one; the same ending alone is no likeness."""
    lower = {one.lower(): one for one in names}
    stem = Path(wrong.lower()).stem
    for one in get_close_matches(wrong.lower(), lower):
        if get_close_matches(stem, [Path(one).stem]):
            return lower[one]
    return None


def _names(folder: Path) -> list[str]:
    try:
        return [one.name for one in folder.iterdir() if one.exists()]  # a link may be broken
    except OSError:
        return []


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name with a NUL, or one that is too long
        return False


def _is_gone(path: Path) -> bool:
    return not (path.exists() or path.is_symlink())
