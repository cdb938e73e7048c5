"""What several deals of one case share, so that the second is cheap."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from casefile.kinds import Riddle, kind
from casefile.source.template import Templates
from casefile.world import stream


class _Onlooker(Mapping[str, Any]):
    """The world as a kind sees it; remembers what was looked at."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts
        self.seen: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        self.seen[key] = self._facts.get(key)
        return self._facts[key]

    def __iter__(self) -> Iterator[str]:
        self.seen.update(self._facts)
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


@dataclass
class Memory:
    """Compiled templates, and riddles that were made: most do not depend on who the mole is, and some take long."""

    templates: Templates = field(default_factory=Templates)

    _made: dict[str, list[tuple[dict[str, Any], Riddle]]] = field(default_factory=dict)

    def make(
        self, puzzle: str, kind_name: str, params: dict[str, Any], world: Mapping[str, Any], seed: bytes
    ) -> Riddle:
        """Make a riddle, or find the one that the same params and the same looks at the world gave."""
        key = f"{puzzle} {kind_name} {params!r}"
        for seen, riddle in self._made.get(key, ()):
            if all(world.get(name) == value for name, value in seen.items()):
                return riddle
        onlooker = _Onlooker(world)
        riddle = kind(kind_name).generate(params, onlooker, stream(seed, "puzzle", puzzle))
        self._made.setdefault(key, []).append((onlooker.seen, riddle))
        return riddle
