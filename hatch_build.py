"""Adds the merged schemas and the samples to the wheel, where the emulator looks for them.

The hook copies them from `generated/` and `schemas/` at build time, so the repository has no second
copy. An editable install needs none, because the emulator then reads the checkout.
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
        sources = (source for pattern in patterns for source in root.glob(pattern))
        for source in sources:
            inside = source.relative_to(root).parts[1:]
            build_data["force_include"][str(source)] = "/".join(
                ("corrigenda/emulator/data", *inside)
            )
