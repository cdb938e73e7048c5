"""One box of the answer's form."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from casefile.desk.writing import AnswerLine


class Box(AnswerLine):
    """One box of the form; its keys keep within the form's boxes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "above(-1)", "Box above", id="answer.above", show=False, tooltip="The box, or lock, before"),
        Binding("pageup", "screen.page(-1)", "Paper up", id="answer.up", show=False, tooltip="Move the paper back"),
        Binding("pagedown", "screen.page(1)", "Paper on", id="answer.on", show=False, tooltip="Move the paper on"),
        Binding("down", "above(1)", "Box below", id="answer.below", show=False, tooltip="The next box, or lock"),
        # Only escape leaves the form: words typed outside it would be commands.
        Binding("tab", "box(1)", "Next box", show=False, priority=True, id="answer.next", tooltip="The next box"),
        Binding(
            "shift+tab", "box(-1)", "Box before", show=False, priority=True, id="answer.before",
            tooltip="The box before",
        ),
    ]  # fmt: skip

    def __init__(self, id: str) -> None:  # noqa: A002  Textual's name
        """Make an empty box."""
        super().__init__(id=id, max_length=256)
        self.compact = True

    def action_box(self, step: int) -> None:
        """To the next box, after the last to the first; or to the box before, where the first one holds."""
        boxes = self._boxes
        at = boxes.index(self) + step
        self.screen.set_focus(boxes[max(0, at) % len(boxes)])

    async def action_above(self, step: int) -> None:
        """To the box above or below, where the last one holds; a lone box gives way to the next lock."""
        boxes = self._boxes
        if len(boxes) == 1:
            await self.run_action(f"screen.lock({step})")
        else:
            self.screen.set_focus(boxes[max(0, min(boxes.index(self) + step, len(boxes) - 1))])

    @property
    def _boxes(self) -> list["Box"]:
        return [box for box in self.screen.query(Box) if box.display]
