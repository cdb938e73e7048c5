"""The form of a grid question: one column a choice, the players' own marks and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from casefile.desk import glyphs
from casefile.desk.drawing import Drawing, Line
from casefile.desk.spans import Span, cells, cut, fill
from casefile.desk.wrap import wrap
from casefile.session.views import ChoiceView, QuestionView

MARKS = {
    "": (glyphs.NONE, "no mark", "pencil"),
    "out": (glyphs.OUT, "out", "paper-red"),
    "maybe": (glyphs.MAYBE, "maybe", "paper-amber"),
    "sure": (glyphs.SURE, "sure", "carbon"),
}
"""Glyph, word and ink of every mark."""


class SuspectForm(Drawing, can_focus=True):
    """A question's choices as columns of a printed form."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The columns",
        "One column for everybody who could be it. A mark is yours and nobody corrects it: out, maybe or sure, with a "
        "reason if you care to write one. Each mark remembers the paper that lay open when you made it; enter goes "
        "back there.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "go(-1)", "Left", show=False, id="suspects.left", tooltip="The column to the left"),
        Binding("right,l", "go(1)", "Right", show=False, id="suspects.right", tooltip="The column to the right"),
        Binding("home", "go(-99)", "First", show=False, id="suspects.first", tooltip="The first column"),
        Binding("end", "go(99)", "Last", show=False, id="suspects.last", tooltip="The last column"),
    ]
    ground = "paper-form"

    @dataclass
    class Marked(Message):
        """The mark box of a choice was clicked."""

        form: "SuspectForm"
        choice: str

    @dataclass
    class Asked(Message):
        """The paper behind a mark was asked for with a click."""

        form: "SuspectForm"
        choice: str

    def __init__(self) -> None:
        super().__init__()
        self._question = QuestionView("", "", "", (), ())
        self._lines_of: Sequence[QuestionView] = ()
        self._titles: dict[str, str] = {}
        self._at = 0
        self._box = range(0)
        self._link = -1

    @property
    def choice(self) -> ChoiceView | None:
        """The choice whose column has the cursor."""
        return self._question.choices[self._at] if self._question.choices else None

    def show(self, question: QuestionView, others: Sequence[QuestionView], titles: dict[str, str]) -> None:
        """Show a question.

        Args:
            question: The grid.
            others: Questions of lines, shown beneath where there is room.
            titles: Titles of papers by id.
        """
        self._question, self._lines_of, self._titles = question, others, titles
        self._at = min(self._at, max(0, len(question.choices) - 1))
        self.redraw()

    def action_go(self, by: int) -> None:
        """Go to another column."""
        self._at = max(0, min(len(self._question.choices) - 1, self._at + by))
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Go to a column; its box marks it, the line of its paper goes there."""
        row, choices = event.y + self.scroll_offset.y, self._question.choices
        if row == self._link and self.choice is not None:
            self.post_message(self.Asked(self, self.choice.id))
        elif choices and 3 <= row <= self._foot:
            was = self._at
            self._at = max(0, min(len(choices) - 1, (event.x - self._left) // self._column))
            self.redraw()
            if row in self._box and was == self._at:
                self.post_message(self.Marked(self, choices[self._at].id))

    def draw(self, width: int) -> list[Line]:
        """Head, columns, and what is written of the column with the cursor."""
        question = self._question
        count = Span(question.count, "paper-amber", bold=True)
        head = cut([Span("  "), Span(question.title, "paper-red", bold=True)], width - count.cells - 4)
        lines = [[], [*fill(head, width - count.cells - 2), count], self._rule(width)]
        if not question.choices:
            return [*lines, [], [Span("  Nobody is on this list.", "pencil")]]
        self._column = max(3, width // len(question.choices))
        self._left = (width - self._column * len(question.choices)) // 2
        tall = self.size.height
        below = self._detail(width)
        others = self._others(width) if tall >= 30 else []
        lines += self._columns(max(3, min(30, tall - len(below) - len(others) - 15)))
        self._foot = len(lines)
        lines += [self._rule(width), *below]
        if self.choice is not None and self.choice.mark and self.choice.paper:
            self._link = len(lines) - 1
        else:
            self._link = -1
        return lines + others

    def _rule(self, width: int) -> Line:
        return [Span("  " + glyphs.LINE * (width - 4), "paper-rule")]

    def _columns(self, room: int) -> list[Line]:
        """The columns; `room` lines of each reason."""
        drawn = [self._one(choice, index == self._at, room) for index, choice in enumerate(self._question.choices)]
        return [
            [Span(" " * self._left), *(span for column in drawn for span in column[n])] for n in range(len(drawn[0]))
        ]

    def _one(self, choice: ChoiceView, here: bool, room: int) -> list[Line]:  # noqa: FBT001  drawn with the cursor
        width = self._column
        glyph, word, ink = MARKS[choice.mark]
        lines: list[Line] = [[Span("▾" if here else " ", "ink", bold=True)], [Span(choice.initial, "ink", bold=True)]]
        ink_of_name = "pencil" if choice.mark == "out" else "ink"
        name = [cut([Span(word, ink_of_name, bold=here)], width - 1) for word in choice.label.split()]
        if len(name) > 1 and cells(wrap([Span(choice.label)], 400)[0]) < width:
            name = [[Span(choice.label, ink_of_name, bold=here)]]
        lines += _exactly(name, 3, width - 1)
        self._box = range(8, 11)
        lines += [
            [Span("┌───┐", "ink")],
            [Span("│ ", "ink"), Span(glyph, ink, bold=True), Span(" │", "ink")],
            [Span("└───┘", "ink")],
            [Span(word, ink)],
        ]
        lines += _exactly(wrap([Span(choice.reason, "pencil", italic=True)], width - 1), room, width - 1)
        ground = "buff" if here else ""
        if here:
            lines = [[span._replace(ink="on-buff", ground=ground) for span in line] for line in lines]
        edge = Span(" " if here else glyphs.STILE, "paper-rule", ground=ground)
        return [fill([edge, *line], width, Span("", "ink", ground=ground)) for line in lines]

    def _detail(self, width: int) -> list[Line]:
        choice = self.choice
        if choice is None:
            return []
        glyph, word, ink = MARKS[choice.mark]
        title = [Span("  "), Span(choice.label, "ink", bold=True), Span(f"   {choice.note}", "pencil")]
        why = choice.reason or ("no reason given: r writes one" if choice.mark else "x out   m maybe   s sure   r why")
        mark = [Span(f"  {glyph} {word}", ink, bold=True), Span("   ")]
        text = wrap([Span(why, "ink" if choice.reason else "pencil", italic=True)], width - cells(mark) - 2)
        lines: list[Line] = [title, [*mark, *text[0]]]
        lines += [[Span(" " * cells(mark)), *line] for line in text[1:3]]
        lines += [[]] * (4 - len(lines))
        if choice.mark and choice.paper:
            paper = self._titles.get(choice.paper, choice.paper)
            lines.append(
                [
                    Span("  marked over ", "pencil"),
                    Span(paper, "carbon", underline=True),
                    Span("   enter goes back to it", "pencil"),
                ]
            )
        else:
            lines.append([])
        return lines

    def _others(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for question in self._lines_of:
            lines += [self._rule(width), [Span("  "), Span(question.title, "paper-red", bold=True)]]
            for line in question.lines:
                text = Span(line.text, "ink") if line.text else Span(glyphs.FOG * 14, "pencil")
                lines.append([Span(f"  {line.label:<8}", "pencil"), text])
        return lines


def _exactly(lines: list[Line], count: int, width: int) -> list[Line]:
    """A text in exactly so many lines; what is left over shows as an ellipsis."""
    kept = lines[:count]
    if len(lines) > count:
        kept[-1] = cut([*kept[-1], Span(" " * width, "pencil")], width)
    return kept + [[]] * (count - len(kept))
