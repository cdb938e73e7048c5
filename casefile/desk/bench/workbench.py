"""The workbench: two strips of text and a tool that looks like what it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Size

from casefile.desk.background import background
from casefile.desk.bench.grid import GridBench
from casefile.desk.bench.rack import KEYS, ToolRack, bench_for, kept_texts
from casefile.desk.bench.strip import Strip
from casefile.desk.bench.tool import BenchTool, Strips
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine, tell
from casefile.desk.session_screen import SessionScreen
from casefile.text import clean
from casefile.tools import TOOLS

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.session.play import Session


class WorkbenchScreen(SessionScreen):
    """Strips above, tool below; what stands on the strips is read as one writes."""

    CSS_PATH = "workbench.tcss"
    TOPIC: ClassVar[tuple[str, str]] = (
        "The workbench",
        "Two strips for any text, yours or a paper's, and the tools that have come with the papers. Each tool keeps "
        "its own strips. ctrl+t takes the next tool, a key of the rack any of them, tab goes from strip to strip to "
        "tool. Nothing here is an answer until you give it at the desk.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "turn(1)", "next tool", priority=True, id="bench.next", tooltip="Take the next tool"),
        Binding("tab", "app.focus_next", "strip/tool", id="bench.focus", tooltip="From strip to strip to tool"),
        Binding(
            "ctrl+l", "empty", "empty", priority=True, id="bench.empty",
            tooltip="Empty the strip that you write on; ctrl+z brings it back",
        ),
        Binding("ctrl+y", "copy", "copy", priority=True, id="bench.copy", tooltip="Copy what the tool made"),
        Binding("ctrl+s", "swap", "swap", priority=True, id="bench.swap", tooltip="Change the strips over"),
        Binding(
            "ctrl+r", "result", "to strip 2", priority=True, id="bench.result", tooltip="Put the result on strip 2"
        ),
        # Not alt and a number: most terminals send that as they send a typed sign, and a pound is one of these.
        *(
            Binding(
                f"f{n + 2}", f"number({n})", f"tool {n + 1}", show=False, priority=True, id=f"bench.tool-{n + 1}",
                tooltip="A tool by its key on the rack",
            )
            for n in range(KEYS)
        ),
    ]  # fmt: skip

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
        self._tools = [tool for tool in TOOLS if tool in session.tools()]
        tool = str(self._kept.get("tool", ""))
        self._first = tool if tool in self._tools else next(iter(self._tools), "")
        self._texts = kept_texts(self._kept, self._first)
        self._sent = clean(text, lines=True)
        self._used: set[str] = set()

    def compose(self) -> ComposeResult:
        """Rack, strips, tool."""
        yield HeadLine("WORKBENCH", "any text, any tool")
        yield ToolRack()
        with Container(id="bench"):
            with Container(id="strips"):
                yield Strip("", id="first")
                yield Strip("", id="second")
            if self._first:
                yield self._make(self._first)
        yield KeyLine()

    def _make(self, tool: str) -> BenchTool:
        if tool == "grid":
            return GridBench(str(self._kept.get("grid", "")), follows=bool(self._kept.get("follows")))
        return bench_for(tool)

    def on_mount(self) -> None:
        """Read what is on the strips."""
        self._lay(self._first)
        self._rack()

    def fit(self, size: Size) -> None:
        """More room, longer strips."""
        super().fit(size)
        self.set_class(size.height >= 34, "-tall")
        if self.is_mounted:
            self._side_by_side()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """What a tool does needs a tool; where the second strip is its own, no result goes there."""
        if action == "result" and self._tool is not None and self._tool.keeps_second:
            return False
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
        background(self, tool.work(strips), partial(self._taken, tool), refused=tool.refuse, latest="bench")
        if strips.first.strip() and tool.name_of_tool not in self._used:
            self._used.add(tool.name_of_tool)
            session, name = self.session, tool.name_of_tool
            background(self, lambda: session.use(name))

    def _taken(self, tool: BenchTool, made: object) -> None:
        if tool is self._tool:  # another may lie there by now, which could make nothing of it
            tool.take(made)
            self._side_by_side()

    def _side_by_side(self) -> None:
        """A tool that leaves room for the strips lies beside them, so that one reads and marks at once."""
        tool = self._tool
        room = tool.room(self.size.width) if tool and not self.has_class("-large") else 0
        self.set_class(bool(room), "-beside")
        if tool:
            tool.styles.width = room or "1fr"

    def _lay(self, tool: str) -> None:
        """Put a tool's own strips on the bench. What was sent from a paper goes along until it was worked on."""
        was = self._texts.get(tool, Strips("", ""))
        now = bench_for(tool).lay(self._sent, was) if self._sent and tool else was
        if self._sent and not tool:
            now = BenchTool.lay(self._sent, was)
        self._before = was
        self._laid = now
        first, second = (self.query_one(f"#{name}", Strip) for name in ("first", "second"))
        first.text, second.text = now.first, now.second
        if self._sent or not isinstance(self.focused, BenchTool):
            (second if now.second != was.second else first).focus()

    @on(ToolRack.Picked)
    async def _picked(self, event: ToolRack.Picked) -> None:
        await self._take(event.tool)

    async def _take(self, tool: str) -> None:
        if self._tool is not None:
            self._remember(turning=True)
            focused = self._tool.has_focus
            await self._tool.remove()
            fresh = self._make(tool)
            await self.query_one("#bench").mount(fresh)
            if focused:
                fresh.focus()
            self._lay(tool)
            self._side_by_side()
        self._rack()
        self._work()

    async def action_turn(self, by: int) -> None:
        """Take the next tool."""
        if self._tool is not None and len(self._tools) > 1:
            await self._take(self._tools[(self._tools.index(self._tool.name_of_tool) + by) % len(self._tools)])

    async def action_number(self, number: int) -> None:
        """Take a tool by its place on the rack."""
        if number < len(self._tools):
            await self._take(self._tools[number])

    @on(BenchTool.Wrote)
    def _tapped(self, event: BenchTool.Wrote) -> None:
        strip = self.query_one("#first", Strip)
        strip.insert(event.text, strip.document.end)

    @on(BenchTool.Asked)
    def _asked(self, event: BenchTool.Asked) -> None:
        self.query_one("#second", Strip).text = event.text

    def action_copy(self) -> None:
        """Copy what the tool made."""
        if self._tool and self._tool.result:
            self.app.copy_to_clipboard(self._tool.result)
            tell(self, "Copied.")

    def action_result(self) -> None:
        """Put what the tool made on the second strip."""
        if self._tool and self._tool.result:
            self.query_one("#second", Strip).text = self._tool.result

    def action_empty(self) -> None:
        """Empty the strip that one writes on, or the one that the tool reads."""
        strip = self.focused if isinstance(self.focused, Strip) else self.query_one("#first", Strip)
        strip.clear()

    def action_swap(self) -> None:
        """Change the strips over."""
        first, second = self.query_one("#first", Strip), self.query_one("#second", Strip)
        first.text, second.text = second.text, first.text

    def _remember(self, *, turning: bool = False) -> None:
        strips, tool = self._strips(), self._tool
        name = tool.name_of_tool if tool else ""
        if self._sent and strips == self._laid and turning:
            strips = self._before  # nobody touched what was sent: it goes on to the next tool
        else:
            self._sent = ""
        self._texts[name] = strips
        self._kept |= {"tool": name, "strips": {key: [one.first, one.second] for key, one in self._texts.items()}}
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
