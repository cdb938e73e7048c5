"""What is held by whoever has done certain things, and the fewest things that lead to a node. Names only, no keys."""

from collections.abc import Collection

from casefile.source.wiring import START, Wiring


def held_with(wiring: Wiring, done: Collection[str]) -> set[str]:
    """Every node that is held by somebody who has got exactly these by answers, decisions and endings."""
    held: set[str] = set()
    waiting = [START]
    while waiting:
        node = waiting.pop()
        if node in held:
            continue
        held.add(node)
        waiting += wiring.grants.get(node, [])
        waiting += [work for work in wiring.works.get(node, []) if work in done]
        waiting += [gate.target for gate in wiring.gates if gate.k <= len(held.intersection(gate.inputs))]
    return held


def way_to(wiring: Wiring, node: str, done: Collection[str] = ()) -> list[str] | None:
    """What is still to be got by answers and decisions to hold a node: nothing that could be left out.

    Returns:
        Names of nodes in an order in which they can be got; None if nothing leads there.
    """
    way: list[str] = []
    while node not in (held := held_with(wiring, {*done, *way})):
        ready = [work for holder in held for work in wiring.works.get(holder, []) if work not in held]
        if not ready:
            return None
        order = list(wiring.kinds)
        way += sorted(ready, key=order.index)
    # What the story can do without goes first: endings, decisions, then what comes late.
    needed = [work for work in way if wiring.kinds[work] in ("solved", "node")]
    for work in (*(work for work in way if work not in needed), *reversed(needed)):
        rest = [other for other in way if other != work]
        if node in held_with(wiring, {*done, *rest}):
            way = rest
    return way
