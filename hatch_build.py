"""Build hook: seals the built-in cases, so that the wheel carries packs and no source of any case."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SealCases(BuildHookInterface):  # type: ignore[type-arg]
    """Seals every folder of `puzzles/` that holds a case into `casefile/packs/` of the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Seal, unless this is an editable install: a checkout seals its packs itself."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from casefile.workshop.seal import seal_case

        # Not `build/packs`: somebody may be playing what lies there.
        folder = Path(self.root, "build", "wheel")
        folder.mkdir(parents=True, exist_ok=True)
        for source in sorted(Path(self.root, "puzzles").glob("*/case.toml")):
            pack = folder / f"{source.parent.name}.case"
            pack.write_bytes(seal_case(source.parent, seed=None, profile="full", kdf="standard"))
            build_data["force_include"][str(pack)] = f"casefile/packs/{pack.name}"
