"""The rack of tools, and what stood on the strips of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from casefile.desk.bench.grid import GridBench
from casefile.desk.bench.morse import MorseBench
from casefile.desk.bench.overlay import OverlayBench
from casefile.desk.bench.reckoner import ReckonerBench
from casefile.desk.bench.tool import BenchTool, Strips
from casefile.text import clean
from casefile.tools import TOOLS

BENCHES: dict[str, Callable[[], BenchTool]] = {
    "morse": MorseBench,
    "reckoner": ReckonerBench,
    "grid": GridBench,
    "overlay": OverlayBench,
}
"""What draws each tool."""


class ToolRack(Static):
    """The tools that have come to the desk."""

    auto_links = False

    @dataclass
    class Picked(Message):
        """A tool was picked."""

        rack: ToolRack
        tool: str

    def show(self, tools: list[str], now: str) -> None:
        """Show the tools, the one on the bench on buff."""
        if not tools:
            self.update(Content("No tool has come to the desk yet. The strips are yours all the same."))
            return
        parts: list[Content] = []
        for n, tool in enumerate(tools):
            words = f" f{n + 2} {TOOLS[tool].title} "
            style = "bold $on-buff on $buff" if tool == now else "$text-desk"
            button = Style.from_meta({"@click": f"pick({n})"})
            parts.append(Content.styled(words, style).stylize(button))
        self._tools = tools
        self.update(Content("  ").join(parts))

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
