"""Hashes the sources of a package, so that anyone can see whether two have the same origin."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from corrigenda.provider import Provider
from corrigenda.samples import Sample


def lock_text(
    provider: Provider,
    samples: Sequence[Sample],
    files: Sequence[Path],
    schemas: Mapping[str, str],
) -> str:
    """Return the SHA-256 of every input and merged schema, in the format of `sha256sum`."""
    inputs = [provider.folder / "provider.toml", provider.schema_path, *files]
    inputs += sorted(provider.operations_path.glob("*.graphql")) if provider.is_graphql else []
    inputs += [sample.document.path for sample in samples]
    inputs += [provider.folder / "guide.md"] if provider.guide else []
    within = f"schemas/{provider.key}"
    named = {f"{within}/{path.relative_to(provider.folder).as_posix()}": path for path in inputs}
    named |= {f"overlays/{provider.key}/{path.name}": path for path in provider.overlays}
    content = {name: path.read_bytes() for name, path in named.items()}
    made = {f"generated/{provider.key}/{name}": text for name, text in schemas.items()}
    content |= {name: text.encode("utf-8") for name, text in made.items()}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(content.items())}
    return "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
