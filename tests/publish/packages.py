"""Small packages with locks, as publishing finds and leaves them."""

import hashlib
from pathlib import Path


def make(folder: Path, edition: str, files: int = 1) -> None:
    """Write a package of some files; every edition has a file that the other does not have."""
    source = folder / "src" / f"{folder.name}_client"
    source.mkdir(parents=True)
    (folder / "pyproject.toml").write_text(f"# Made by corrigenda: {edition}\n")
    (folder / f"{edition}.txt").write_text(edition)
    for number in range(files):
        (source / f"part{number}.py").write_text(f"# Made by corrigenda\nEDITION = {edition!r}\n")
    write_lock(folder)


def write_lock(folder: Path) -> None:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  "
        f"generated/{folder.name}/{path.relative_to(folder).as_posix()}\n"
        for path in paths
    ]
    (folder / "corrigenda.lock").write_text("".join(lines))


def tree(folder: Path) -> dict[str, bytes]:
    """The content of every file below a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
