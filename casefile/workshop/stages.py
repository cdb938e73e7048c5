"""What a player holds at each lock: what every way to it brings, and what some way may bring."""

from dataclasses import dataclass, field
from functools import cached_property

from casefile.source import names
from casefile.source.wiring import Wiring


@dataclass
class Stages:
    """The order in which the nodes of one profile can open. Bare puzzle ids stand for its locks."""

    wiring: Wiring
    _without: dict[str, set[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def everything(self) -> set[str]:
        """Every node that can be held at all."""
        return self.wiring.reached()

    def without(self, node: str) -> set[str]:
        """Every node that can be held without ever holding this one."""
        if node not in self._without:
            self._without[node] = self.wiring.reached(without=node)
        return self._without[node]

    def certain(self, node: str) -> set[str]:
        """What everybody holds who holds this node, whatever way was taken; the node itself among it."""
        return {other for other in self.everything if node not in self.without(other)}

    def at_lock(self, lock: str) -> set[str]:
        """Nodes that are certainly open when a lock is first seen."""
        return self.certain(names.part_of(lock, names.SHOWN))

    def before_solved(self, lock: str) -> set[str]:
        """Nodes that can be open while a lock is still shut: all that hang on other things than on its answer."""
        return self.without(names.part_of(lock, names.SOLVED))
