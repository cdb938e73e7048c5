"""The rack of tools, and what stood on the strips of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from casefile.desk.bench.calls import CallsBench
from casefile.desk.bench.crib import CribBench
from casefile.desk.bench.grid import GridBench
from casefile.desk.bench.lattice import LatticeBench
from casefile.desk.bench.morse import MorseBench
from casefile.desk.bench.overlay import OverlayBench
from casefile.desk.bench.reckoner import ReckonerBench
from casefile.desk.bench.rotor import RotorBench
from casefile.desk.bench.slip import SlipBench
from casefile.desk.bench.tool import BenchTool, Strips
from casefile.text import clean
from casefile.tools import TOOLS

BENCHES: dict[str, Callable[[], BenchTool]] = {
    "morse": MorseBench,
    "reckoner": ReckonerBench,
    "grid": GridBench,
    "overlay": OverlayBench,
    "calls": CallsBench,
    "crib": CribBench,
    "lattice": LatticeBench,
    "rotor": RotorBench,
}
"""What draws the tools that have a bench of their own; all others print a slip."""


def bench_for(tool: str) -> BenchTool:
    """The bench of a tool."""
    return BENCHES[tool]() if tool in BENCHES else SlipBench(TOOLS[tool])


KEYS = 9
"""Tools that have a key of their own, from f2 on."""
_MARK = 3


class ToolRack(Static):
    """The tools that have come to the desk."""

    auto_links = False

    def __init__(self) -> None:
        super().__init__()
        self._tools: list[str] = []
        self._now = ""

    @dataclass
    class Picked(Message):
        """A tool was picked."""

        rack: ToolRack
        tool: str

    def show(self, tools: list[str], now: str) -> None:
        """Show the tools, the one on the bench on buff; where there is no room for all, those about it."""
        self._tools, self._now = tools, now
        if not tools:
            self.update(Content("No tool has come to the desk yet. The strips are yours all the same."))
            return
        labels = [f" {self._key(n)}{TOOLS[tool].title} " for n, tool in enumerate(tools)]
        first, last = self._window(list(map(len, labels)))
        parts = [Content("‹")] if first else []
        for n in range(first, last):
            style = "bold $on-buff on $buff" if tools[n] == now else "$text-desk"
            button = Style.from_meta({"@click": f"pick({n})"})
            parts.append(Content.styled(labels[n], style).stylize(button))
        self.update(Content("  ").join(parts) + Content("  ›" if last < len(tools) else ""))

    def on_resize(self) -> None:
        """Another width, another choice."""
        self.show(self._tools, self._now)

    @staticmethod
    def _key(n: int) -> str:
        return f"f{n + 2} " if n < KEYS else ""

    def _window(self, sizes: list[int]) -> tuple[int, int]:
        """The first tool that is shown, and the one after the last."""
        room = max(self.size.width, 1) - 2 * _MARK if self.size.width else sum(sizes) * 3
        here = self._tools.index(self._now) if self._now in self._tools else 0
        first = here
        # as far to the left as the one on the bench allows, and the next one after it
        while first and sum(size + 2 for size in sizes[first - 1 : here + 2]) <= room:
            first -= 1
        last = here + 1
        while last < len(sizes) and sum(size + 2 for size in sizes[first : last + 1]) <= room:
            last += 1
        return first, last

    def action_pick(self, index: int) -> None:
        """A tool was clicked."""
        self.post_message(self.Picked(self, self._tools[index]))


def kept_texts(kept: dict[str, Any], tool: str) -> dict[str, Strips]:
    """What stood on the strips of every tool; on a bench that was left before they had their own, of the one in use."""
    strips = kept.get("strips")
    found = {tool: _strips(kept.get("first", ""), kept.get("second", ""))}
    if isinstance(strips, dict):
        found |= {str(key): _strips(*two) for key, two in strips.items() if isinstance(two, list) and len(two) == 2}
    return found


def _strips(first: object, second: object) -> Strips:
    """A save may have been edited: its strips are foreign text."""
    return Strips(clean(str(first), lines=True), clean(str(second), lines=True))
