"""The paper on the desk, to be read: passages are marked and copied, lifts run off it, stamps fall on it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.strip import Strip

from casefile.desk.keyline import tell
from casefile.desk.light_focus import LightFocus
from casefile.desk.motion import Motion
from casefile.desk.paper.layout import Laid
from casefile.desk.paper.view import TOP, Anchor, PaperView
from casefile.desk.spans import Span, cells, paint
from casefile.session.views import Page


class Reader(LightFocus, PaperView, can_focus=True):
    """The view that the keys go to."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The paper",
        "Arrows, page keys and the wheel move it. v marks a passage: then arrows choose it, y copies it, "
        "w takes it to the workbench. A hatched strip is a place where something is still to come; "
        "solid black was there before you.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Next page", id="paper.on", show=False, tooltip="Move the paper on"),
        Binding("v", "mark", "Mark passage", id="paper.mark", show=False, tooltip="Mark a passage to copy or to take"),
        Binding("y", "copy", "Copy passage", id="paper.copy", show=False, tooltip="Copy the paper's whole text"),
        # While a passage is marked; the key line shows these alone.
        Binding("down", "choose(1)", "choose", id="mark.next", key_display="↑↓", tooltip="The passage before or after"),
        Binding("up", "choose(-1)", "Passage before", id="mark.before", show=False, tooltip="The passage before"),
        Binding("y", "copy_passage", "copy", id="mark.copy", tooltip="Copy the marked passage"),
        Binding("w", "carry", "to the workbench", id="mark.carry", tooltip="Take the passage to the workbench"),
        Binding("escape", "mark_off", "done", id="mark.off", tooltip="Take the mark off"),
    ]
    MARKING = frozenset({"choose", "copy_passage", "carry", "mark_off"})
    """Actions that there are while a passage is marked."""

    def __init__(self, *, still: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Make an empty reader.

        Args:
            still: Nothing moves.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.motion = Motion(self, still=still)
        self._lifting: frozenset[str] = frozenset()
        self._reveal = 1.0
        self._stamp: tuple[str, float] | None = None
        self._marked: int | None = None

    def show(self, page: Page, anchor: Anchor = TOP, *, lifting: Iterable[str] = ()) -> None:
        """Lay a paper on the desk.

        Args:
            page: The paper.
            anchor: Block and step that stand at the top.
            lifting: Marks whose lift has just come; the black runs off them.
        """
        self.motion.finish()
        if self._marked is not None or lifting:
            self.forget()
        self.page, self._marked, self._stamp = page, None, None
        self._lifting = frozenset(lifting)
        self.lay_out(anchor)
        if self._lifting:
            self.motion.play(0.65, self._peel)

    def goto(self, block: int) -> None:
        """Bring a block to the top third and mark it."""
        if self.laid is None:
            return
        self._mark_block(block)
        self.scroll_to(0, max(0, self.laid.line_of(block) + self.margin - self.size.height // 3), animate=False)

    # The passage

    def action_mark(self) -> None:
        """Mark the first passage that shows, or unmark."""
        if self._marked is not None:
            self._mark_block(None)
        elif self.laid:
            top = self.scroll_offset.y
            self._mark_block(next((line.block for line in self.laid.lines[top:] if line.block >= 0), None))

    def action_copy(self) -> None:
        """Copy the marked passage, or the paper's whole text."""
        if self.page:
            self.app.copy_to_clipboard(self.passage or self.page.text)
            tell(self, "Copied." if self.passage else "The whole paper is copied.")

    @property
    def passage(self) -> str:
        """The marked passage."""
        if self.page is None or self._marked is None or self._marked >= len(self.page.blocks):
            return ""
        return self.page.blocks[self._marked].text

    @property
    def at(self) -> int:
        """The block that is marked, or the first that shows."""
        return self._marked if self._marked is not None else max(0, self.place[0])

    @property
    def shows_own_keys_only(self) -> bool:
        """The key line shows nothing else: a passage is being chosen."""
        return self._marked is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """What is done with a marked passage needs one; the paper is copied whole without one."""
        if action in self.MARKING:
            return self._marked is not None
        return action != "copy" or self._marked is None

    def action_choose(self, step: int) -> None:
        """Mark the passage before or after."""
        if self._marked is not None and self.laid is not None:
            blocks = sorted(self.laid.first)
            at = blocks.index(self._marked) + step if self._marked in blocks else 0
            self.goto(blocks[max(0, min(at, len(blocks) - 1))])

    action_copy_passage = action_copy

    async def action_carry(self) -> None:
        """Take the passage to the workbench."""
        await self.run_action("screen.elsewhere('workbench')")

    def action_mark_off(self) -> None:
        """Take the mark off."""
        self._mark_block(None)

    def _mark_block(self, block: int | None) -> None:
        self._marked = block
        self.redraw()
        self.refresh_bindings()

    # Motion

    def _peel(self, part: float) -> None:
        self._reveal = part
        if part >= 1.0:
            self._lifting = frozenset()
        self.redraw()

    def stamp(self, word: str) -> None:
        """Let a stamp fall on the paper; the next paper takes it away."""
        self.motion.play(0.24, lambda part: self._press(word, part))

    def rest(self) -> None:
        """A key was pressed: what moves is at its end, a stamp that has fallen has been seen."""
        if self.motion.running:
            self.motion.finish()
        elif self._stamp:
            self._stamp = None
            self.refresh()

    def _press(self, word: str, part: float) -> None:
        self._stamp = (word, part)
        self.refresh()

    # Drawing

    def inked(self, span: Span, block: int) -> Span:
        """A lift that is still half black; the marked passage on a lit ground."""
        lit = "lift" if block >= 0 and block == self._marked else ""
        if span.mark in self._lifting and span.mark:
            shown = int(len(span.text) * self._reveal)
            return span._replace(text=span.text[:shown] + "█" * cells([Span(span.text[shown:])]), ink="black")
        return span._replace(ground=lit, ink="ink") if lit and not span.ground else span

    def over(self, strip: Strip, y: int, laid: Laid) -> Strip:
        """The stamp, while it lies there."""
        if self._stamp is None:
            return strip
        word, part = self._stamp
        text = f"  {' '.join(word.upper())}  "
        box = ["╔" + "═" * len(text) + "╗", "║" + text + "║", "╚" + "═" * len(text) + "╝"]
        row = y - self.size.height // 2 + (1 if part < 0.6 else 0)
        if not 0 <= row < 3:
            return strip
        at = self.left + laid.width - len(box[0]) - (2 if part < 0.6 else 5)
        ink = paint([Span(box[row], "paper-red", bold=part >= 0.6)], self.app.current_theme.variables, laid.look.tint)
        return Strip.join([strip.crop(0, at), ink, strip.crop(at + len(box[0]))])
