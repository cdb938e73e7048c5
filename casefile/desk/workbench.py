"""The workbench: two strips of text and a tool that looks like what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from casefile.desk.background import background
from casefile.desk.bench_grid import GridBench
from casefile.desk.bench_morse import MorseBench
from casefile.desk.bench_overlay import OverlayBench
from casefile.desk.bench_reckoner import ReckonerBench
from casefile.desk.bench_tool import BenchTool, Strips
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.session_screen import SessionScreen
from casefile.desk.strip import Strip
from casefile.tools import TOOLS

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.session.play import Session

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
            words = f" {n + 1} {TOOLS[tool].title} "
            style = "bold $on-buff on $buff" if tool == now else "$text-desk"
            button = Style.from_meta({"@click": f"pick({n})"})
            parts.append(Content.styled(words, style).stylize(button))
        self._tools = tools
        self.update(Content("  ").join(parts))

    def action_pick(self, index: int) -> None:
        """A tool was clicked."""
        self.post_message(self.Picked(self, self._tools[index]))


class WorkbenchScreen(SessionScreen):
    """Strips above, tool below; what stands on the strips is read as one writes."""

    CSS_PATH = "workbench.tcss"
    TOPIC: ClassVar[tuple[str, str]] = (
        "The workbench",
        "Two strips for any text, yours or a paper's, and the tools that have come with the papers. ctrl+t takes the "
        "next tool, tab goes from strip to strip to tool. Nothing here is an answer until you give it at the desk.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "turn(1)", "next tool", priority=True, id="bench.next", tooltip="Take the next tool"),
        Binding("tab", "app.focus_next", "strip/tool", id="bench.focus", tooltip="From strip to strip to tool"),
        Binding("ctrl+y", "copy", "copy result", priority=True, id="bench.copy", tooltip="Copy what the tool made"),
        Binding("ctrl+s", "swap", "swap strips", priority=True, id="bench.swap", tooltip="Change the strips over"),
        Binding(
            "ctrl+r", "result", "to strip 2", priority=True, id="bench.result", tooltip="Put the result on strip 2"
        ),
        *(
            Binding(
                str(n), f"number({n})", f"tool {n}", show=False, id=f"bench.tool-{n}", tooltip="A tool by its number"
            )
            for n in range(1, 10)
        ),
    ]

    def __init__(self, session: Session, preferences: Preferences, paper: str = "", text: str = "") -> None:
        """Make the bench as it was left.

        Args:
            session: The play.
            preferences: How the player likes it.
            paper: The paper that is open at the desk.
            text: A passage to put on a free strip.
        """
        super().__init__(session, preferences, paper)
        kept = session.view().get("bench")
        self._kept: dict[str, Any] = kept if isinstance(kept, dict) else {}
        strips = [str(self._kept.get(name, "")) for name in ("first", "second")]
        self._free = 1 if strips[0].strip() and text else 0
        if text:
            strips[self._free] = text
        self._texts = strips
        self._tools = [tool for tool in TOOLS if tool in session.tools() and tool in BENCHES]
        self._used: set[str] = set()

    def compose(self) -> ComposeResult:
        """Rack, strips, tool."""
        yield HeadLine("WORKBENCH", "any text, any tool")
        yield ToolRack()
        with Container(id="bench"):
            with Container(id="strips"):
                yield Strip(self._texts[0], id="first")
                yield Strip(self._texts[1], id="second")
            tool = str(self._kept.get("tool", ""))
            if tool in self._tools:
                yield self._make(tool)
            elif self._tools:
                yield self._make(self._tools[0])
        yield KeyLine()

    def _make(self, tool: str) -> BenchTool:
        if tool == "grid":
            return GridBench(str(self._kept.get("grid", "")), follows=bool(self._kept.get("follows")))
        return BENCHES[tool]()

    def on_mount(self) -> None:
        """Read what is on the strips."""
        self.query_one("#second" if self._free else "#first").focus()
        self._rack()
        self._work()

    def fit(self, size: Size) -> None:
        """More room, longer strips."""
        super().fit(size)
        self.set_class(size.height >= 34, "-tall")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """What a tool does needs a tool."""
        return len(self._tools) >= {"turn": 2, "copy": 1, "result": 1, "swap": 1}.get(action, 0)

    @property
    def _tool(self) -> BenchTool | None:
        return next(iter(self.query(BenchTool)), None)

    def _rack(self) -> None:
        tool = self._tool
        self.query_one(ToolRack).show(self._tools, tool.name_of_tool if tool else "")
        self.set_class(isinstance(tool, GridBench), "-grid")
        self.set_class(tool is None, "-bare")
        for name, title in zip(("first", "second"), tool.titles if tool else ("strip 1", "strip 2"), strict=True):
            self.query_one(f"#{name}", Strip).border_title = title

    def _strips(self) -> Strips:
        first, second = (self.query_one(f"#{name}", Strip).text for name in ("first", "second"))
        return Strips(first, second)

    @on(Strip.Changed)
    def _written(self) -> None:
        self._work()

    def _work(self) -> None:
        tool, strips = self._tool, self._strips()
        if tool is None:
            return
        background(self, tool.work(strips), tool.take, refused=tool.refuse, latest="bench")
        if strips.first.strip() and tool.name_of_tool not in self._used:
            self._used.add(tool.name_of_tool)
            session, name = self.session, tool.name_of_tool
            background(self, lambda: session.use(name))

    @on(ToolRack.Picked)
    async def _picked(self, event: ToolRack.Picked) -> None:
        await self._take(event.tool)

    async def _take(self, tool: str) -> None:
        if self._tool is not None:
            self._remember()
            focused = self._tool.has_focus
            await self._tool.remove()
            fresh = self._make(tool)
            await self.query_one("#bench").mount(fresh)
            if focused:
                fresh.focus()
        self._rack()
        self._work()

    async def action_turn(self, by: int) -> None:
        """Take the next tool."""
        if self._tool is not None and len(self._tools) > 1:
            await self._take(self._tools[(self._tools.index(self._tool.name_of_tool) + by) % len(self._tools)])

    async def action_number(self, number: int) -> None:
        """Take a tool by its number on the rack."""
        if number <= len(self._tools):
            await self._take(self._tools[number - 1])

    @on(BenchTool.Wrote)
    def _tapped(self, event: BenchTool.Wrote) -> None:
        strip = self.query_one("#first", Strip)
        strip.insert(event.text, strip.document.end)

    def action_copy(self) -> None:
        """Copy what the tool made."""
        if self._tool and self._tool.result:
            self.app.copy_to_clipboard(self._tool.result)
            self.notify("Copied.", markup=False)

    def action_result(self) -> None:
        """Put what the tool made on the second strip."""
        if self._tool and self._tool.result:
            self.query_one("#second", Strip).text = self._tool.result

    def action_swap(self) -> None:
        """Change the strips over."""
        first, second = self.query_one("#first", Strip), self.query_one("#second", Strip)
        first.text, second.text = second.text, first.text

    def _remember(self) -> None:
        strips = self._strips()
        self._kept |= {"first": strips.first, "second": strips.second}
        tool = self._tool
        if tool is not None:
            self._kept["tool"] = tool.name_of_tool
        if isinstance(tool, GridBench):
            self._kept |= {"grid": tool.kept, "follows": tool.follows}

    def leave(self) -> None:
        """Keep the bench as it stands; it is there again next time."""
        self._remember()
        session, kept = self.session, dict(self._kept)
        session.keep_view({**session.view(), "bench": kept})

    def action_leave(self) -> None:
        """Keep the bench and go back."""
        self.leave()
        self.dismiss(None)
