"""Where the steps of one act stand, in layers from left to right, and on which tracks the lines between them run.

A gate is one line with many ends: it gathers its sources on an upright track in the channel before the next layer, and
goes on through further layers as one. So a board that waits for six puzzles does not cost six lines.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from casefile.workshop.graph.chart import Chart, Link, Step, step_of

SPINE = "|"
"""The item that stands for the act itself."""


@dataclass(slots=True)
class Item:
    """Something in a layer: a step, a note of where a line comes from, or a line that passes."""

    name: str
    layer: int
    step: Step | None = None
    note: str = ""
    """What is written where a line comes from another act, such as `d1/log`."""
    row: int = 0


@dataclass(slots=True)
class Wire:
    """A line's part in one channel."""

    net: int
    label: str
    critical: bool
    left: list[str]
    """Items of the layer before that it comes from."""
    right: list[str]
    """Items of the layer after that it goes to."""
    track: int = 0


@dataclass(slots=True)
class Layout:
    """One act, laid out."""

    items: dict[str, Item] = field(default_factory=dict)
    channels: list[list[Wire]] = field(default_factory=list)
    """The channel with number `n` lies before layer `n`."""

    @property
    def layers(self) -> int:
        """How many layers there are."""
        return max((item.layer for item in self.items.values()), default=-1) + 1

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max((item.row for item in self.items.values()), default=-1) + 1

    def row(self, name: str) -> int:
        """The row of an item; the act's own line begins above all of them."""
        return -1 if name == SPINE else self.items[name].row


def lay_out(chart: Chart, act: str) -> Layout:
    """Lay out one act."""
    steps = {step.id: step for step in chart.steps.values() if step.act == act}
    links = [link for link in chart.links if link.targets[0] in steps]
    layout = Layout()
    layers = _layers(steps, links)
    for name, step in steps.items():
        layout.items[name] = Item(name, layers[name], step)
    layout.channels = [[] for _ in range(layout.layers)]
    for number, link in enumerate(links):
        _wire(layout, chart, act, number, link)
    _place(layout)
    return layout


def _layers(steps: dict[str, Step], links: list[Link]) -> dict[str, int]:
    """The layer of each step: one behind the last of those that open it. What closes a ring is left out of account."""
    layers: dict[str, int] = {}
    entered: set[str] = set()

    def layer(name: str) -> int:
        if name in layers:
            return layers[name]
        entered.add(name)
        own = [link.sources for link in links if name in link.targets]
        before = [step_of(one) for sources in own for one in sources]
        inner = [layer(one) for one in before if one in steps and (one in layers or one not in entered)]
        noted = any(one not in steps and one != steps[name].act for one in before)
        layers[name] = max([int(noted), *(one + 1 for one in inner)])
        return layers[name]

    for name in steps:
        layer(name)
    return layers


def _wire(layout: Layout, chart: Chart, act: str, number: int, link: Link) -> None:
    """Take one line through all layers that it passes."""
    first = min(layout.items[name].layer for name in link.targets)
    last = max(layout.items[name].layer for name in link.targets)
    sources: dict[str, int] = {}
    for source in link.sources:
        step = step_of(source)
        if source == act:
            sources[SPINE] = -1
        elif step in layout.items and layout.items[step].layer < first:
            sources[step] = layout.items[step].layer
        else:
            name = f"{source}>{number}"
            layout.items[name] = Item(name, max(first - 1, 0), note=source)
            sources[name] = max(first - 1, 0)
    critical = any(chart.steps[name].critical for name in link.targets) and any(
        step_of(one) in chart.path or one == act for one in link.sources
    )
    passing: str = ""
    for layer in range(min(sources.values()) + 1, last + 1):
        left = [name for name, at in sources.items() if at == layer - 1]
        right = [name for name in link.targets if layout.items[name].layer == layer]
        before, passing = passing, ""
        if layer < last:
            passing = f"-{number}-{layer}"
            layout.items[passing] = Item(passing, layer)
            right.append(passing)
        wire = Wire(number, link.label, critical, [*left, *filter(None, [before])], right)
        layout.channels[layer].append(wire)


def _place(layout: Layout) -> None:
    """Give every item a row near those that it is joined to, so that lines are short and cross little."""
    by_layer: defaultdict[int, list[Item]] = defaultdict(list)
    for item in layout.items.values():
        by_layer[item.layer].append(item)
    for layer in range(layout.layers):
        wanted = {item.name: _wanted(layout, layer, item, number) for number, item in enumerate(by_layer[layer])}
        taken = -1
        for item in sorted(by_layer[layer], key=lambda item: wanted[item.name]):
            taken = item.row = max(taken + 1, int(wanted[item.name]))
        # Where lines would lie on each other however they are ordered, one of them takes a row below all others.
        while (stuck := _assign_tracks(layout, layout.channels[layer])) is not None:
            taken += 1
            stuck.row = taken


def _wanted(layout: Layout, layer: int, item: Item, number: int) -> float:
    joined = [name for wire in layout.channels[layer] if item.name in wire.right for name in wire.left]
    rows = [layout.row(name) for name in joined if name != SPINE]
    if not rows:
        return float(number) if layer == 0 else 0.0
    # A line that only passes gives way to the steps beside it.
    return sum(rows) / len(rows) + (0.0 if item.step else 0.25)


def _assign_tracks(layout: Layout, channel: list[Wire]) -> Item | None:
    """Order the upright parts so that no two lines lie on each other in one row.

    A line that comes in on a row must turn before another one goes out on that row.

    Returns:
        An item that stands in the way of every order.
    """
    waiting = sorted(channel, key=lambda wire: (-len(wire.right) - len(wire.left), wire.net))
    for track in range(len(channel)):
        free = [wire for wire in waiting if not any(_shared(layout, other, wire) for other in waiting)]
        if not free:
            stuck = [item for wire in waiting for other in waiting for item in _shared(layout, other, wire)]
            return min(stuck, key=lambda item: item.step is not None)
        free[0].track = track
        waiting.remove(free[0])
    return None


def _shared(layout: Layout, one: Wire, other: Wire) -> list[Item]:
    """What the second line goes out to on a row on which only the first one comes in."""
    coming = {layout.row(name) for name in one.left} - {layout.row(name) for name in other.left}
    out = [layout.items[name] for name in other.right]
    return [item for item in out if item.row in coming] if one is not other else []
