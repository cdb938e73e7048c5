"""The chart as a picture: an act is a folder, a puzzle a card in it, the critical path a red thread."""

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from casefile.text import clean
from casefile.workshop.graph.chart import Act, Chart, Step
from casefile.workshop.graph.layout import SPINE, Item, Layout, Wire, lay_out

_CARD, _TALL, _PITCH = 196, 64, 82
_TRACK, _LABEL, _ROOM = 14, 34, 26
_MARGIN, _TAB, _PAD = 36, 30, 26
_LETTERS = 23
"""Letters of a title's line that a card has room for."""
_SORTS = {"board": "board", "archive": "archive", "papers": "papers only", "decision": "decision", "ending": "ending"}

_STYLE = """
text { font-family: "Courier Prime", "Courier New", Courier, "DejaVu Sans Mono", monospace; fill: #2b2118; }
.desk { fill: #3a332b; } .paper { fill: #f4ead5; } .folder { fill: #d9bf8c; stroke: #a98d55; stroke-width: 1; }
.inside { fill: #e9d9b4; stroke: #a98d55; stroke-width: 1; }
.head { font-size: 26px; font-weight: bold; fill: #f4ead5; letter-spacing: 3px; }
.under { font-size: 13px; fill: #d9c9a8; }
.tab { font-size: 15px; font-weight: bold; letter-spacing: 2px; } .about { font-size: 12px; fill: #4d4030; }
.shade { fill: #2b2118; opacity: 0.22; } .card { fill: #fbf6e8; stroke: #6d5b3f; stroke-width: 1.2; }
.board { fill: #f1e3c0; } .archive, .papers { stroke-dasharray: 5 3; } .ending { fill: #4a4035; }
.ending-text { fill: #fbf6e8; } .choke { fill: none; stroke: #9b1c1c; stroke-width: 1.4; }
.id { font-size: 14px; font-weight: bold; } .small { font-size: 11px; } .title { font-size: 12px; }
.line { fill: none; stroke: #75664e; stroke-width: 1.6; } .thread { fill: none; stroke: #b3261e; stroke-width: 2.8; }
.dot { fill: #75664e; } .pin { fill: #b3261e; stroke: #6d120c; stroke-width: 0.8; }
.gate { fill: #fbf6e8; stroke: #75664e; stroke-width: 1.2; } .k { font-size: 11px; font-weight: bold; }
.stamp { font-size: 9px; font-weight: bold; fill: #9b1c1c; letter-spacing: 1.5px; }
"""


def as_svg(chart: Chart) -> str:
    """Draw a chart."""
    folders = [_Folder(chart, act) for act in chart.acts]
    width = max([760, *(folder.width for folder in folders)]) + 2 * _MARGIN
    drawn: list[str] = []
    top = 108
    for folder in folders:
        drawn.append(f'<g transform="translate({_MARGIN} {top})">{"".join(folder.draw(width - 2 * _MARGIN))}</g>')
        top += folder.height + 30
    height = top + 96
    head = "".join(_head(chart))
    foot = "".join(_foot(chart, top))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="title desc">\n'
        f'<title id="title">{_safe(f"{chart.title}: what opens what")}</title>\n'
        f'<desc id="desc">{_safe(_said(chart))}</desc>\n<style>{_STYLE}</style>\n'
        f'<rect class="desk" width="{width}" height="{height}"/>\n{head}\n' + "\n".join(drawn) + f"\n{foot}\n</svg>\n"
    )


def _said(chart: Chart) -> str:
    """The whole chart in words, for whoever does not see it."""
    gates = [
        f"{', '.join(link.targets)} after {f'{link.k} of ' if link.label else ''}{', '.join(link.sources)}"
        for link in (*(link for act in chart.acts for link in act.opened_by), *chart.links)
    ]
    return (
        f"Profile {chart.profile}. {'. '.join(gates)}. "
        f"Without {', '.join(chart.chokes) or 'nothing in particular'} the end cannot be reached. "
        f"Critical path, {chart.quickest} minutes: {', '.join(chart.path)}."
    )


def _head(chart: Chart) -> Iterator[str]:
    stated = f" of {chart.stated} stated" if chart.stated else ""
    yield f'<text class="head" x="{_MARGIN}" y="52">{_safe(chart.title)}</text>'
    yield (
        f'<text class="under" x="{_MARGIN}" y="76">What opens what · {_safe(chart.profile)} · {chart.serial} minutes '
        f"of puzzles{stated}</text>"
    )


def _foot(chart: Chart, top: int) -> Iterator[str]:
    way = " → ".join(f"{name} {chart.steps[name].minutes or ''}".strip() for name in chart.path)
    for number, line in enumerate(wrap(f"{chart.quickest} minutes to {chart.end}:  {way}", 100)[:2]):
        yield f'<text class="under" x="{_MARGIN + 52}" y="{top + 18 + 16 * number}">{_safe(line)}</text>'
    yield f'<path class="thread" d="M{_MARGIN} {top + 14}h38"/>'
    yield f'<circle class="pin" cx="{_MARGIN}" cy="{top + 14}" r="4"/>'
    yield f'<circle class="pin" cx="{_MARGIN + 38}" cy="{top + 14}" r="4"/>'
    yield f'<rect class="card" x="{_MARGIN}" y="{top + 44}" width="38" height="20"/>'
    yield f'<rect class="choke" x="{_MARGIN + 3}" y="{top + 47}" width="32" height="14"/>'
    yield f'<text class="under" x="{_MARGIN + 52}" y="{top + 58}">choke point: without it nobody reaches the end</text>'
    yield "".join(_pill(_MARGIN + 470, top + 54, "2/3"))
    yield f'<text class="under" x="{_MARGIN + 500}" y="{top + 58}">opens to any two of three</text>'


def _pill(x: float, y: float, label: str) -> Iterator[str]:
    wide = 12 + 7 * len(label)
    yield f'<rect class="gate" x="{x - wide / 2}" y="{y - 9}" width="{wide}" height="18" rx="9"/>'
    yield f'<text class="k" x="{x}" y="{y + 4}" text-anchor="middle">{label}</text>'


def _safe(text: str) -> str:
    return escape(clean(text, lines=False))


def _short(name: str, about: str) -> str:
    """An id that leaves room on its card for what stands beside it."""
    room = int((_CARD - 30 - 6.6 * len(about)) / 8.4)
    return name if len(name) <= room else name[: room - 1] + "…"


class _Folder:
    """Draws one act."""

    def __init__(self, chart: Chart, act: Act) -> None:
        self._chart = chart
        self._act = act
        self._layout: Layout = lay_out(chart, act.id)
        self._starts: list[int] = []
        x = _PAD
        for channel in self._layout.channels:
            x += _ROOM + _TRACK * len(channel) + (_LABEL if any(wire.label for wire in channel) else 0)
            self._starts.append(x)
            x += _CARD
        self.width = max(x + _PAD, 40 + 9 * (len(self._band()) + len(act.title)))
        self.height = _TAB + 2 * _PAD + _PITCH * self._layout.rows - (_PITCH - _TALL)

    def draw(self, width: int) -> Iterator[str]:
        """The folder, its lines, its cards."""
        tab = 60 + 13 * len(self._act.title)
        edge = f"M0 {_TAB}V8q0 -8 8 -8H{tab - 16}q6 0 9 5L{tab + 8} {_TAB}H{width}V{self.height}H0z"
        yield f'<path class="folder" d="{edge}"/>'
        yield f'<rect class="inside" x="6" y="{_TAB + 6}" width="{width - 12}" height="{self.height - _TAB - 12}"/>'
        yield f'<text class="tab" x="18" y="21">{_safe(self._act.title)}</text>'
        yield f'<text class="under" x="{tab + 24}" y="21">{_safe(self._band())}</text>'
        threads: list[str] = []
        for number, channel in enumerate(self._layout.channels):
            for wire in channel:
                yield from self._wire(number, wire, threads)
        yield from threads
        for item in self._layout.items.values():
            yield from self._item(item)
        for number, channel in enumerate(self._layout.channels):
            for wire in channel:
                yield from self._gate(number, wire)

    def _band(self) -> str:
        ways = [f"{link.label} of {' '.join(link.sources)}" if link.label else link.sources[0]
                for link in self._act.opened_by]  # fmt: skip
        opened = f" · opens with {', or '.join(ways)}" if ways else ""
        return f"{self._act.minutes} min · {self._act.width} open at once{opened}"

    def _y(self, name: str) -> float:
        row = self._layout.row(name)
        return _TAB + 6 if row < 0 else _TAB + _PAD + row * _PITCH + _TALL / 2

    def _x(self, number: int, wire: Wire) -> float:
        if SPINE in wire.left:
            return _PAD
        before = self._starts[number - 1] + _CARD if number else _PAD
        return before + _ROOM / 2 + _TRACK * (wire.track + 0.5)

    def _on_path(self, name: str) -> bool:
        step = self._layout.items[name].step if name != SPINE else None
        return step.critical if step else True

    def _wire(self, number: int, wire: Wire, threads: list[str]) -> Iterator[str]:
        x = self._x(number, wire)
        left = [(self._starts[number - 1] + _CARD if number else x, name) for name in wire.left]
        right = [(self._starts[number], name) for name in wire.right]
        rows = [self._y(name) for _, name in (*left, *right)]
        yield f'<path class="line" d="M{x} {min(rows)}V{max(rows)}"/>'
        for start, name in (*left, *right):
            yield f'<path class="line" d="M{start} {self._y(name)}H{x}"/>'
        for y in sorted(set(rows)):
            ends = sum(self._y(name) == y for _, name in (*left, *right) if name != SPINE)
            if ends + (y > min(rows)) + (y < max(rows)) > 2:
                yield f'<circle class="dot" cx="{x}" cy="{y}" r="3"/>'
        if wire.critical:
            for start, name in left:
                for end, other in right:
                    if self._on_path(name) and self._on_path(other):
                        threads.append(
                            f'<path class="thread" d="M{start} {self._y(name)}H{x}V{self._y(other)}H{end}"/>'
                        )

    def _gate(self, number: int, wire: Wire) -> Iterator[str]:
        for name in wire.right:
            if wire.label and self._layout.items[name].step:
                yield from _pill(self._starts[number] - 22, self._y(name), wire.label)

    def _item(self, item: Item) -> Iterator[str]:
        x, y = self._starts[item.layer], self._y(item.name)
        if item.step:
            yield from self._card(x, y - _TALL / 2, item.step)
        elif item.note:
            wide = 7.4 * len(item.note) + 18
            yield f'<rect class="gate" x="{x + _CARD - wide}" y="{y - 11}" width="{wide}" height="22"/>'
            middle = x + _CARD - wide / 2
            yield f'<text class="title" x="{middle}" y="{y + 4}" text-anchor="middle">{_safe(item.note)}</text>'
        else:
            kind = "thread" if self._passes(item) else "line"
            yield f'<path class="{kind}" d="M{x} {y}h{_CARD}"/>'

    def _passes(self, item: Item) -> bool:
        return any(wire.critical for channel in self._layout.channels for wire in channel if item.name in wire.right)

    def _card(self, x: float, y: float, step: Step) -> Iterator[str]:
        name = step.id.removeprefix("ending:")
        light = " ending-text" if step.sort == "ending" else ""
        about = " · ".join(filter(None, [_SORTS.get(step.sort, ""), f"{step.minutes} min" if step.minutes else ""]))
        yield f"<g><title>{_safe(f'{name}: {step.title} ({about})')}</title>"
        yield f'<rect class="shade" x="{x + 3}" y="{y + 4}" width="{_CARD}" height="{_TALL}"/>'
        yield f'<rect class="card {step.sort}" x="{x}" y="{y}" width="{_CARD}" height="{_TALL}"/>'
        if step.choke:
            yield f'<rect class="choke" x="{x + 3}" y="{y + 3}" width="{_CARD - 6}" height="{_TALL - 6}"/>'
        yield f'<text class="id{light}" x="{x + 12}" y="{y + 21}">{_safe(_short(name, about))}</text>'
        yield f'<text class="small{light}" x="{x + _CARD - 12}" y="{y + 20}" text-anchor="end">{_safe(about)}</text>'
        lines = wrap(clean(step.title, lines=False), _LETTERS, max_lines=2, placeholder=" …")
        for number, line in enumerate(lines):
            yield f'<text class="title{light}" x="{x + 12}" y="{y + 39 + 14 * number}">{escape(line)}</text>'
        if step.critical:
            yield f'<circle class="pin" cx="{x + _CARD / 2}" cy="{y + 1}" r="4.5"/>'
        yield "</g>"
