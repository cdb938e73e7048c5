"""What is held by whoever has done certain things, and the fewest things that lead to a node. Names only, no keys."""

from collections.abc import Collection

from casefile.source.wiring import Wiring


def way_to(wiring: Wiring, node: str, done: Collection[str] = ()) -> list[str] | None:
    """What is still to be got by answers and decisions to hold a node: nothing that could be left out.

    Returns:
        Names of nodes in an order in which they can be got; None if nothing leads there.
    """
    way: list[str] = []
    while node not in (held := wiring.held(works={*done, *way})):
        ready = [work for holder in held for work in wiring.works.get(holder, []) if work not in held]
        if not ready:
            return None
        order = list(wiring.kinds)
        way += sorted(ready, key=order.index)
    # What the story can do without goes first: endings, decisions, then what comes late.
    needed = [work for work in way if wiring.kinds[work] in ("solved", "node")]
    for work in (*(work for work in way if work not in needed), *reversed(needed)):
        rest = [other for other in way if other != work]
        if node in wiring.held(works={*done, *rest}):
            way = rest
    return way
