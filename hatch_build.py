"""Adds the merged schemas, the samples and the API explorers to the wheel, for the emulator.

The hook copies them from `generated/`, `schemas/` and `assets/dist/` at build time, so the
repository has no second copy. An editable install needs none, because the emulator then reads the
checkout. A wheel without explorers is whole, too: the emulator's page says how to get them.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """The build hook; Hatchling prescribes its name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add each provider's files to the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        patterns = (
            "generated/*/openapi.yaml",
            "generated/*/schema.graphql",
            "schemas/*/samples/*.yaml",
            "schemas/*/provider.toml",
        )
        sources = (source for pattern in patterns for source in sorted(root.glob(pattern)))
        for source in sources:
            inside = source.relative_to(root).parts[1:]
            build_data["force_include"][str(source)] = "/".join(
                ("corrigenda/emulator/data", *inside)
            )
        for source in sorted(root.glob("assets/dist/*")):
            target = f"corrigenda/emulator/page/explorers/{source.name}"
            build_data["force_include"][str(source)] = target
