"""Hashes the sources of a package, so that anyone can see whether two have the same origin.

It hashes the package's files, too: publishing replaces what is listed, and nothing else.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from corrigenda.provider import Provider
from corrigenda.released import LICENSE
from corrigenda.samples import Sample


def lock_text(
    provider: Provider,
    samples: Sequence[Sample],
    files: Sequence[Path],
) -> str:
    """Return the SHA-256 of every input, in the format of `sha256sum`."""
    inputs = [provider.folder / "provider.toml", provider.schema_path, *files]
    inputs += sorted(provider.operations_path.glob("*.graphql")) if provider.is_graphql else []
    inputs += [sample.document.path for sample in samples]
    inputs += [provider.folder / "guide.md"] if provider.guide else []
    inputs += [provider.folder / LICENSE] if provider.release.text is not None else []
    within = f"schemas/{provider.key}"
    named = {f"{within}/{path.relative_to(provider.folder).as_posix()}": path for path in inputs}
    named |= {f"overlays/{provider.key}/{path.name}": path for path in provider.overlays}
    return _lines({name: path.read_bytes() for name, path in named.items()})


def lock_files(folder: Path) -> None:
    """Add the SHA-256 of every file of a finished package to its lock."""
    lock = folder / "corrigenda.lock"
    paths = (path for path in folder.rglob("*") if path.is_file() and path != lock)
    content = {
        f"generated/{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in paths
    }
    lock.write_text(_lines(content) + lock.read_text(encoding="utf-8"), encoding="utf-8")


def _lines(content: Mapping[str, bytes]) -> str:
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(content.items())}
    return "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
