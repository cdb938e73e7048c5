"""What a player holds at each lock: what every way to it brings, and what some way may bring."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from casefile.source import names
from casefile.source.wiring import Wiring

_CHOICES_MAX = 10
"""Skippable nodes whose every combination is tried; of more, each is left out alone."""


@dataclass
class Stages:
    """The order in which the nodes of one profile can open. Bare puzzle ids stand for its locks."""

    wiring: Wiring
    _without: dict[frozenset[str], set[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def everything(self) -> set[str]:
        """Every node that can be held at all."""
        return self.wiring.reached()

    def without(self, *nodes: str) -> set[str]:
        """Every node that can be held without ever holding these, nor anything that they come with."""
        avoided = self._with_granters(nodes)
        if avoided not in self._without:
            self._without[avoided] = self.wiring.held(without=avoided)
        return self._without[avoided]

    def certain(self, node: str) -> set[str]:
        """What everybody holds who holds this node, whatever way was taken; the node itself among it."""
        return {other for other in self.everything if node not in self.without(other)}

    def at_lock(self, lock: str) -> set[str]:
        """Nodes that are certainly open when a lock is first seen."""
        return self.certain(names.part_of(lock, names.SHOWN))

    def before_solved(self, lock: str) -> set[str]:
        """Nodes that can be open while a lock is still shut: all that hang on other things than on its answer."""
        return self.without(names.part_of(lock, names.SOLVED))

    def ways(self, lock: str, carriers: Collection[str]) -> list[set[str]]:
        """What somebody holds at a lock who has skipped as much as the gates allow, once for each way to skip.

        Args:
            lock: The lock, still shut.
            carriers: Only what these nodes hang on is skipped.
        """
        shown, solved = (names.part_of(lock, part) for part in (names.SHOWN, names.SOLVED))
        most = self.without(solved)
        skippable = [
            work
            for work in self._works()
            if work in most and shown in (left := self.without(solved, work)) and set(carriers) & most - left
        ]
        if len(skippable) > _CHOICES_MAX:
            return [self.without(solved, work) for work in skippable]
        skips = set(self._skips(shown, frozenset({solved}), skippable))
        return [self.without(*skip) for skip in sorted(skips, key=sorted) if not any(skip < other for other in skips)]

    def _skips(self, shown: str, skipped: frozenset[str], left: list[str]) -> Iterator[frozenset[str]]:
        """Sets of nodes that can be skipped together; every set that nothing can be added to is among them."""
        further = [work for work in left if shown in self.without(*skipped, work)]
        if shown in self.without(*skipped, *further):
            yield skipped.union(further)
            return
        for number, work in enumerate(further):
            yield from self._skips(shown, skipped | {work}, further[number + 1 :])

    def _works(self) -> list[str]:
        """What nobody gets but by doing something for it."""
        return [node for works in self.wiring.works.values() for node in works]

    def _with_granters(self, nodes: Collection[str]) -> frozenset[str]:
        """Whoever does not hold a node holds nothing that it comes with."""
        found: set[str] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += [giver for giver, given in self.wiring.grants.items() if node in given]
        return frozenset(found)

    def feeders(self, board: str) -> list[str]:
        """Puzzles whose solutions open a board, one by one or some of them together."""
        shown = names.part_of(board, names.SHOWN)
        inputs = [node for gate in self.wiring.gates if gate.target == shown for node in gate.inputs]
        puzzles = [node.removesuffix(f"/{names.SOLVED}") for node in inputs if node.endswith(f"/{names.SOLVED}")]
        return list(dict.fromkeys(puzzles))

    def missing(self, board: str, feeder: str) -> set[str]:
        """Nodes that can be open while a board is shut and one of its feeders has never been solved."""
        return self.without(names.part_of(board, names.SOLVED), names.part_of(feeder, names.SOLVED))
