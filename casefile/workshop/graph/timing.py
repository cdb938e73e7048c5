"""When each node of a case can open at the earliest, in minutes of solving, and by which way."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

from casefile.source.wiring import START, Wiring


@dataclass(frozen=True, slots=True)
class Timing:
    """The earliest opening of every node, for solvers enough to work on everything at once."""

    minutes: dict[str, int] = field(default_factory=dict)
    """In the order of opening."""
    before: dict[str, str] = field(default_factory=dict)
    """The node that each was waiting for last."""

    def way(self, node: str) -> list[str]:
        """The nodes that this one waits for, from the start to it: the critical path."""
        found: list[str] = []
        while node:
            found.append(node)
            node = self.before.get(node, "")
        return found[::-1]


def time(wiring: Wiring, cost: Callable[[str], int]) -> Timing:
    """Open everything as early as it can be.

    A gate opens with the k-th of its inputs, so the way to it goes through that one.

    Args:
        wiring: One profile of a case.
        cost: Minutes of work that a node takes once it can be got, such as those of a lock's `solved` node.

    Source:
        D. E. Knuth, A Generalization of Dijkstra's Algorithm, 1977.
    """
    timing = Timing()
    waiting = [(0, 0, START, "")]
    turn = 0
    while waiting:
        now, _, node, via = heapq.heappop(waiting)
        if node in timing.minutes or node not in wiring.kinds:
            continue
        timing.minutes[node], timing.before[node] = now, via
        opened = [*wiring.grants.get(node, ()), *wiring.works.get(node, ())]
        opened += [
            gate.target
            for gate in wiring.gates
            if node in gate.inputs and gate.k <= sum(one in timing.minutes for one in gate.inputs)
        ]
        for target in opened:
            turn += 1
            heapq.heappush(waiting, (now + cost(target), turn, target, node))
    return timing
