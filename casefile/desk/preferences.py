"""What a player prefers, kept in one small file that no save depends on."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the desk looks and speaks; every field has a value that is right for most."""

    theme: str = "registry"
    ascii: bool = False
    """Draw with ASCII signs alone."""
    reduced_motion: bool = False
    """Nothing slides, runs or falls; it is simply there."""
    colour: str = "auto"
    """`auto` (what the terminal can) or `none`."""
    language: str = "en"
    """Offered first when a case speaks several; in an open play its session decides."""
    player: str = ""
    """The name that was used last, offered for the next file."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the preferences, leaving out whatever is not one: a spoilt file costs a theme, never a start."""
        try:
            data = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return cls()
        return cls().taking(data) if isinstance(data, dict) else cls()

    def taking(self, data: dict[str, Any]) -> Self:
        """These preferences with every value of `data` that has the right name and type."""
        kept = {field.name: data[field.name] for field in fields(self) if field.name in data}
        return replace(
            self, **{name: value for name, value in kept.items() if type(value) is type(getattr(self, name))}
        )

    def having(self, name: str, value: str | bool) -> Self:  # noqa: FBT001  a value, not a switch
        """These preferences with one of them changed."""
        return self.taking({name: value})

    def keep(self, path: Path) -> None:
        """Write the preferences. A folder that cannot be written keeps the old ones; play goes on."""
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(path.name + ".tmp")
            fresh.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", "utf-8")
            fresh.replace(path)
