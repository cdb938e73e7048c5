"""The form of a grid question: one column a choice, or one row, the players' own marks and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from casefile.desk import glyphs
from casefile.desk.drawing import Drawing, Line
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cells, cut, fill
from casefile.desk.suspects.rows import BOX, exactly, name_room, row, too_narrow
from casefile.session.views import ChoiceView, QuestionView

MARKS = {
    "": (glyphs.NONE, "no mark", "pencil"),
    "out": (glyphs.OUT, "out", "paper-red"),
    "maybe": (glyphs.MAYBE, "maybe", "paper-amber"),
    "sure": (glyphs.SURE, "sure", "carbon"),
}
"""Glyph, word and ink of every mark."""
_HEAD = 3
"""Lines above the columns."""


class SuspectForm(Drawing, can_focus=True):
    """A question's choices as columns of a printed form."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The columns",
        "One column, or one line, for everybody who could be it. A mark is yours and nobody corrects it: out, maybe "
        "or sure, with a reason if you care to write one. Each mark remembers the paper that lay open when you made "
        "it; enter goes back there.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up,h,k", "go(-1)", "Before", show=False, id="suspects.left", tooltip="The one before"),
        Binding("right,down,l,j", "go(1)", "Next", show=False, id="suspects.right", tooltip="The next one"),
        Binding("home", "go(-99)", "First", show=False, id="suspects.first", tooltip="The first one"),
        Binding("end", "go(99)", "Last", show=False, id="suspects.last", tooltip="The last one"),
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
        self._tops: list[int] = []
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
        if self._tops:
            self.scroll_to_region(Region(0, self._tops[self._at], 1, 1), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Go to a column; its box marks it, the line of its paper goes there."""
        y, choices = event.y + self.scroll_offset.y, self._question.choices
        if y == self._link and self.choice is not None:
            self.post_message(self.Asked(self, self.choice.id))
        elif choices and _HEAD <= y < self._foot:
            was = self._at
            if self._tops:
                self._at, on_box = sum(top <= y for top in self._tops) - 1, event.x in BOX
            else:
                hit = (event.x - self._left) // self._column
                self._at, on_box = max(0, min(len(choices) - 1, hit)), y in self._box
            self.redraw()
            if on_box and was == self._at:
                self.post_message(self.Marked(self, choices[self._at].id))

    def draw(self, width: int) -> list[Line]:
        """Head, columns or rows, and what is written of the one with the cursor."""
        question = self._question
        count = Span(question.count, "paper-amber", bold=True)
        head = cut([Span("  "), Span(question.title, "paper-red", bold=True)], width - count.cells - 4)
        lines = [[], [*fill(head, width - count.cells - 2), count], self._rule(width)]
        if not question.choices:
            return [*lines, [], [Span("  Nobody is on this list.", "pencil")]]
        tall = self.size.height
        below = self._detail(width)
        others = self._others(width) if tall >= 30 else []
        room = tall - len(below) - len(others)
        self._column = max(3, width // len(question.choices))
        if too_narrow(question.choices, self._column - 1):
            lines += self._in_rows(width, room - _HEAD - 1)
        else:
            lines += self._in_columns(width, max(3, min(30, room - 15)))
        self._foot = len(lines)
        lines += [self._rule(width), *below]
        if self.choice is not None and self.choice.mark and self.choice.paper:
            self._link = len(lines) - 1
        else:
            self._link = -1
        return lines + others

    def _rule(self, width: int) -> Line:
        return [Span("  " + glyphs.LINE * (width - 4), "paper-rule")]

    def _in_rows(self, width: int, room: int) -> list[Line]:
        """One under the other; `room` lines for all of them."""
        choices, lines = self._question.choices, list[Line]()
        self._tops, name = [], name_room(choices, width)
        for most in range(4, 0, -1):
            drawn = [
                row(choice, MARKS[choice.mark], width, name, most, here=index == self._at)
                for index, choice in enumerate(choices)
            ]
            if sum(map(len, drawn)) <= room:
                break
        for one in drawn:
            self._tops.append(_HEAD + len(lines))
            lines += one
        return lines

    def _in_columns(self, width: int, room: int) -> list[Line]:
        """Side by side; `room` lines of each reason."""
        self._tops = []
        self._left = (width - self._column * len(self._question.choices)) // 2
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
        lines += exactly(name, 3, 3)
        self._box = range(8, 11)
        lines += [
            [Span("┌───┐", "ink")],
            [Span("│ ", "ink"), Span(glyph, ink, bold=True), Span(" │", "ink")],
            [Span("└───┘", "ink")],
            [Span(word, ink)],
        ]
        lines += exactly(wrap([Span(choice.reason, "pencil", italic=True)], width - 1), room, room)
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
        why = choice.reason or (
            "no reason given: r writes one" if choice.mark else "x out, m maybe, s sure; r writes down why"
        )
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
