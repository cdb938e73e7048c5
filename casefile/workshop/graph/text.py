"""The chart in characters, at most 100 columns wide where the case lets it."""

import textwrap
from collections.abc import Iterator

from casefile.text import clean
from casefile.workshop.graph.canvas import LEFT, RIGHT, Canvas, to_ascii
from casefile.workshop.graph.chart import Act, Chart, Step
from casefile.workshop.graph.layout import SPINE, Item, Layout, Wire, lay_out

COLUMNS = 100
_SPINE = 1
_WIDEST, _NARROWEST = 30, 12
_TITLE_LINES = 2
_PLAIN, _CHOKE = "┌─┐│└┘", "╔═╗║╚╝"
_MEETS = {True: ("╢", "╟"), False: ("┤", "├")}
_SORTS = {"board": "board", "archive": "archive", "papers": "papers", "decision": "choice", "ending": "ending"}


def as_text(chart: Chart, *, ascii_only: bool = False) -> str:
    """Draw a chart.

    Args:
        chart: What is drawn.
        ascii_only: With `+`, `-` and `|` in the place of box characters.
    """
    lines = [*_head(chart)]
    for act in chart.acts:
        lines += ["", _band(act), *_Act(lay_out(chart, act.id)).lines()]
    lines += ["", *_foot(chart)]
    shown = [to_ascii(line) for line in lines] if ascii_only else lines
    return clean("\n".join(line.rstrip() for line in shown), lines=True) + "\n"


def _head(chart: Chart) -> Iterator[str]:
    stated = f" of {chart.stated} stated" if chart.stated else ""
    yield f"{chart.title} · {chart.profile} · {chart.serial} min of puzzles{stated}"


def _band(act: Act) -> str:
    ways = [" ".join(link.sources) if not link.label else f"{link.label} of {' '.join(link.sources)}"
            for link in act.opened_by]  # fmt: skip
    opened = f" · opens with {', or '.join(ways)}" if ways else ""
    about = f" {act.minutes} min · {act.width} open at once{opened} ═"
    title = f"══ {act.title} "
    return title + "═" * max(2, COLUMNS - len(title) - len(about)) + about


def _foot(chart: Chart) -> Iterator[str]:
    def wrapped(head: str, text: str) -> list[str]:
        return textwrap.wrap(text, COLUMNS, initial_indent=head.ljust(16), subsequent_indent=" " * 16)

    yield "─" * COLUMNS
    ways = " ▸ ".join(f"{name} {chart.steps[name].minutes or ''}".strip() for name in chart.path)
    yield from wrapped("▸ critical path", f"{chart.quickest} min to {chart.end}:  {ways}")
    chokes = " ".join(chart.chokes) or "none"
    yield from wrapped("╔═╗ choke point", f"{chokes}  (without one of these nobody reaches the end)")
    yield from wrapped("2/3", "opens to whoever has any two of the three")


class _Act:
    """Draws one act."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._canvas = Canvas()
        self._labels = [max((len(wire.label) for wire in channel), default=0) for channel in layout.channels]
        self._gaps = [
            len(channel) * 2 + label + 2 for channel, label in zip(layout.channels, self._labels, strict=True)
        ]
        room = (COLUMNS - _SPINE - sum(self._gaps)) // max(layout.layers, 1)
        self._width = max(_NARROWEST, min(_WIDEST, room))
        self._columns = [_SPINE + sum(self._gaps[: layer + 1]) + layer * self._width for layer in range(layout.layers)]
        self._lines: dict[int, int] = {-1: 0}
        self._titles = self._wrap()
        self._place_rows()

    def lines(self) -> list[str]:
        """The drawing."""
        for channel in range(self._layout.layers):
            self._trunks(channel)
        for channel in range(self._layout.layers):
            self._ends(channel)
        for item in self._layout.items.values():
            self._item(item)
        return self._canvas.lines(ascii_only=False)

    def _wrap(self) -> dict[str, list[str]]:
        steps = [item.step for item in self._layout.items.values() if item.step]
        return {
            step.id: textwrap.wrap(step.title, self._width - 4, max_lines=_TITLE_LINES, placeholder=" …") or [""]
            for step in steps
        }

    def _place_rows(self) -> None:
        top = 1
        for row in range(self._layout.rows):
            steps = [item.name for item in self._layout.items.values() if item.step and item.row == row]
            tall = [len(self._titles[name]) for name in steps]
            self._lines[row] = top + 1 if tall else top
            top += max(tall) + 3 if tall else 1

    def _y(self, name: str) -> int:
        return self._lines[self._layout.row(name)]

    def _x(self, channel: int, wire: Wire) -> int:
        start = self._columns[channel] - self._gaps[channel]
        return start if SPINE in wire.left else start + 1 + 2 * wire.track

    def _trunks(self, channel: int) -> None:
        for wire in self._layout.channels[channel]:
            rows = [self._y(name) for name in (*wire.left, *wire.right)]
            self._canvas.down(self._x(channel, wire), min(rows), max(rows))

    def _ends(self, channel: int) -> None:
        wires = self._layout.channels[channel]
        for name in dict.fromkeys(name for wire in wires for name in wire.left if name != SPINE):
            at = self._columns[channel - 1] + self._width - 1
            for x in sorted(self._x(channel, wire) for wire in wires if name in wire.left):
                self._canvas.across(self._y(name), at, x)
                at = x
        for wire in wires:
            for name in wire.right:
                end = self._columns[channel]
                self._canvas.across(self._y(name), self._x(channel, wire), end)
                if wire.label and self._layout.items[name].step:
                    self._canvas.write(self._y(name), end - len(wire.label) - 1, wire.label)

    def _item(self, item: Item) -> None:
        x, y = self._columns[item.layer], self._lines[item.row]
        if item.step:
            self._box(x, y - 1, item.step)
        elif item.note:
            self._canvas.write(y, x + self._width - len(item.note) - 2, item.note + " ")
            self._canvas.join(y, x + self._width - 1, RIGHT)
        else:
            self._canvas.join(y, x, LEFT)
            self._canvas.across(y, x, x + self._width - 1)
            self._canvas.join(y, x + self._width - 1, RIGHT)

    def _box(self, x: int, y: int, step: Step) -> None:
        upper_left, flat, upper_right, side, lower_left, lower_right = tuple(_CHOKE if step.choke else _PLAIN)
        inner = self._width - 2
        name = f"{'▸' if step.critical else ' '}{step.id.removeprefix('ending:')}"
        about = next((text for text in _abouts(step) if len(name) + len(text) < inner), "")
        first = f"{name[: inner - len(about)]:<{inner - len(about)}}{about}"
        rows = [first, *(f" {line}" for line in self._titles[step.id])]
        self._canvas.write(y, x, upper_left + flat * inner + upper_right)
        for offset, row in enumerate(rows, start=1):
            self._canvas.write(y + offset, x, f"{side}{row[:inner]:<{inner}}{side}")
        self._canvas.write(y + len(rows) + 1, x, lower_left + flat * inner + lower_right)
        into, out = _MEETS[step.choke]
        if any(step.id in wire.right for channel in self._layout.channels for wire in channel):
            self._canvas.write(y + 1, x, into)
        if any(step.id in wire.left for channel in self._layout.channels for wire in channel):
            self._canvas.write(y + 1, x + self._width - 1, out)


def _abouts(step: Step) -> Iterator[str]:
    """What is said of a step beside its id, the longest first: what has room is taken."""
    sort = _SORTS.get(step.sort, "")
    if step.minutes and sort:
        yield f"{sort} · {step.minutes} min "
    if step.minutes:
        yield from (f"{step.minutes} min ", f"{step.minutes} ")
    elif sort:
        yield f"{sort} "
