"""Names the folder in which packages wait to be swapped, and recognizes it.

It lies beside the published packages, since a rename works only within one file system. A file in
it says that Corrigenda made it: a folder of the same name without that file is left alone.
"""

from pathlib import Path

SWAP = ".corrigenda-swap"
"""The folder in which new packages wait, and into which old ones go."""

MARK = "made-by-corrigenda"
PARTS = ("new", "old", "gone")

_TEXT = """\
`corrigenda regenerate` was interrupted, or is running. `new` holds packages to publish, `old` those
that were replaced, and `gone` those without a provider. The next run brings back what is missing
and removes this folder.
"""


def make_swap(published: Path) -> Path:
    """Make the folder, which must not exist, with its mark."""
    folder = published / SWAP
    folder.mkdir()
    (folder / MARK).write_text(_TEXT, encoding="utf-8")
    for name in PARTS:
        (folder / name).mkdir()
    return folder


def is_swap(folder: Path) -> bool:
    """Whether this is such a folder: it has its mark, or a kill came before the mark."""
    if folder.name != SWAP or folder.is_symlink() or not folder.is_dir():
        return False
    return (folder / MARK).is_file() or not any(folder.iterdir())
