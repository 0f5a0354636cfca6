"""Hashes what a package was made from, so that anybody can see whether two have the same origin."""

import hashlib

from corrigenda.corrected import Corrected


def lock_text(corrected: Corrected, schema: str) -> str:
    """The SHA-256 of every input and of the merged schema, in the form that `sha256sum` prints."""
    provider = corrected.provider
    inputs = [provider.folder / "provider.toml", provider.schema_path]
    inputs += [sample.document.path for sample in corrected.samples]
    inputs += [provider.folder / "guide.md"] if provider.guide else []
    within = f"schemas/{provider.key}"
    named = {f"{within}/{path.relative_to(provider.folder).as_posix()}": path for path in inputs}
    overlays = (overlay.document.path for overlay in corrected.overlays)
    named |= {f"overlays/{provider.key}/{path.name}": path for path in overlays}
    content = {name: path.read_bytes() for name, path in named.items()}
    content[f"generated/{provider.key}/openapi.yaml"] = schema.encode("utf-8")
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(content.items())}
    return "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
