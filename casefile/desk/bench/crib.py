"""Crib dragging on the workbench: two strips over each other, and a word that is slid along under one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from casefile.desk.bench.tool import BenchTool, Strips, framed, said
from casefile.desk.drawing import Line
from casefile.desk.spans import Span, cells
from casefile.tools.crib import Fixed, Placed, cipher_letters, cribs_of, drag, grow
from casefile.tools.letters import ALPHABET

_GROUP = 5
_MARGIN = 6
_LONGEST = 40
_PLACES = 24


@dataclass(frozen=True, slots=True)
class Look:
    """What stands on the strips."""

    texts: tuple[str, str]
    fixed: tuple[Fixed, ...]
    """Cribs that hold; they stand on the second strip, a line each."""
    grown: tuple[str, str]
    rest: str
    """The second strip without them."""


def look(strips: Strips) -> Look:
    """Read both texts, and the cribs that hold."""
    texts = cipher_letters(strips.first), cipher_letters(strips.second)
    fixed, rest = [], []
    for line in strips.second.splitlines():
        found = [one for _, one in cribs_of(line) if one] if "@" in line else []
        fixed += found
        rest += [] if found else [line]
    return Look(texts, tuple(fixed), grow(*texts, fixed), "\n".join(rest))


class CribBench(BenchTool):
    """The two texts in groups, what is known of them beneath, and the crib at its place."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The crib dragger",
        "A text of the same pad on each strip. Type a word here: it stands under one text, and the other says what it "
        "would say. Left and right slide it, up and down take it to the other text, page down goes on to where the "
        "other may be language. Enter lets it hold, and both lines grow; delete takes back what holds at its place. "
        "What holds stands on the second strip, as THE WIFE @1.1: in text 1, from letter 1.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "slide(-1)", "slide", id="crib.left", tooltip="Slide the crib to the left"),
        Binding("right", "slide(1)", "slide", show=False, id="crib.right", tooltip="Slide the crib to the right"),
        Binding("up", "under(1)", "text 1", show=False, id="crib.first", tooltip="Put the crib under the first text"),
        Binding("down", "under(2)", "text 1/2", id="crib.second", tooltip="Put the crib under the second text"),
        Binding("pagedown", "likely(1)", "likely", id="crib.next", tooltip="On to where the other may be language"),
        Binding("pageup", "likely(-1)", "back", show=False, id="crib.back", tooltip="Back to where it may be language"),
        Binding("enter", "hold", "holds", id="crib.hold", tooltip="Let the crib hold: both texts grow"),
        Binding("delete", "drop", "take back", id="crib.drop", tooltip="Take back what holds at the crib's place"),
        Binding("backspace", "rub", "rub out", id="crib.rub", tooltip="Take back the crib's last letter"),
    ]
    name_of_tool = "crib"
    titles = ("strip 1: one text", "strip 2: the other, and what holds")
    keeps_second = True

    def __init__(self) -> None:
        super().__init__()
        self._look = look(Strips("", ""))
        self._crib = ""
        self._at, self._line = 0, 1
        self._places: list[Placed] = []

    def work(self, strips: Strips) -> Callable[[], Look]:
        """Read the strips."""
        return partial(look, strips)

    def take(self, made: Look) -> None:
        """Show the texts."""
        self._look, self.refusal = made, ""
        self.result = "\n".join(made.grown) if made.fixed else ""
        self._drag()

    # The crib

    def on_key(self, event: events.Key) -> None:
        """Letters are the crib's; blanks between its words are passed over."""
        char = (event.character or "").upper()
        if (char and char in ALPHABET) or event.key == "space":
            event.stop()
            event.prevent_default()
            self._crib = (self._crib + char.strip())[:_LONGEST]
            self._drag()

    def action_rub(self) -> None:
        """Take back a letter."""
        self._crib = self._crib[:-1]
        self._at = self._at if self._crib else 0  # the next word begins anew
        self._drag()

    def action_slide(self, by: int) -> None:
        """Slide the crib."""
        self._at += by
        self._drag()

    def action_under(self, line: int) -> None:
        """Put the crib under a text."""
        self._line = line
        self._drag()

    def action_likely(self, way: int) -> None:
        """Go to the next place at which the other text may be language."""
        likely = [one.at for one in self._places if one.is_likely and (one.at - self._at) * way > 0]
        if likely:
            self._at = min(likely, key=lambda at: at * way)
            self._drag()

    def action_hold(self) -> None:
        """Let the crib hold."""
        if self._here:
            self._keep([*self._look.fixed, Fixed(self._line, self._at, self._crib)])

    def action_drop(self) -> None:
        """Take back what holds at the crib's place, in whatever text."""
        end = self._at + max(len(self._crib), 1)
        self._keep([one for one in self._look.fixed if one.at >= end or one.at + len(one.crib) <= self._at])

    def _keep(self, fixed: list[Fixed]) -> None:
        held = [f"{one.crib} @{one.line}.{one.at + 1}" for one in dict.fromkeys(fixed)]
        self.post_message(self.Asked(self, "\n".join([self._look.rest.rstrip(), *held])))

    @property
    def _here(self) -> Placed | None:
        return self._places[self._at] if self._at < len(self._places) else None

    def _drag(self) -> None:
        own, other = self._look.texts if self._line == 1 else self._look.texts[::-1]
        self._places = drag(self._crib, own, other) if self._crib else []
        last = len(self._places) if self._crib else min(len(own), len(other))
        self._at = max(0, min(self._at, last - 1))
        self.redraw()

    # The drawing

    def draw(self, width: int) -> list[Line]:
        """The texts, the slide, and where the crib is likely."""
        if not all(self._look.texts):
            words = (
                self.refusal or "Put a text on each strip, both of one pad. Then tab comes here, and a word is typed."
            )
            return [[], *([Span("  "), *line] for line in said(words, width - 4))]
        return [*self._rows(width), *self._slide(width), *self._likely(width)]

    def _rows(self, width: int) -> list[Line]:
        a_row = max((width - _MARGIN - 1) // (_GROUP + 1), 1) * _GROUP
        lines: list[Line] = []
        for begin in range(0, max(map(len, self._look.texts)), a_row):
            lines.append([Span(f"{begin + 1:>5}", "quiet")])
            for line in (1, 2):
                text, known = self._look.texts[line - 1], self._look.grown[line - 1]
                lines.append(self._groups(str(line), text, begin, a_row, lambda _, char: Span(char, "pencil")))
                lines.append(self._groups("", known, begin, a_row, partial(self._known, line)))
        return lines

    def _groups(self, head: str, text: str, begin: int, size: int, ink: Callable[[int, str], Span]) -> Line:
        ground = "paper-strip"
        line: Line = [Span(f"{head:>3}  ", "buff", bold=True), Span(" ", ground=ground)]
        for at in range(begin, min(begin + size, len(text))):
            span = ink(at, text[at])
            line.append(span if span.ground else span._replace(ground=ground))
            line.append(Span(" " * ((at + 1) % _GROUP == 0), ground=ground))
        return line

    def _known(self, line: int, at: int, char: str) -> Span:
        """A letter that holds; where the crib lies, what it says, and what the other text would say."""
        here, place = self._here, at - self._at
        if here is None or not 0 <= place < len(self._crib):
            return Span(char, "ink" if char in ALPHABET else "pencil", bold=char in ALPHABET)
        if line == self._line:
            return Span(self._crib[place], "ink", bold=True, ground="lift")
        return Span(here.gives[place], "paper-red", bold=True, underline=here.is_likely)

    def _slide(self, width: int) -> list[Line]:
        here = self._here
        if not self._crib:
            return [[], *([Span("  "), *line] for line in said("Type a word that one of them may hold.", width - 4))]
        if here is None:
            return [[], [Span("  The crib is longer than what the texts have in common.", "stamp")]]
        box = framed(
            [[Span(self._crib, "ink", bold=True)]], max(len(self._crib) + 4, 13), "slide", ground="paper-letter"
        )
        other, likely = 3 - self._line, "  may be language" if here.is_likely else ""
        says: Line = [
            Span(f"  ← →   text {self._line} from letter {self._at + 1}:  text {other} says  ", "text-desk"),
            Span(" ".join(here.gives), "buff", bold=True),
            Span(likely, "quiet"),
        ]
        if cells(says) + cells(box[0]) + 8 > width:
            return [*([Span("        "), *line] for line in box), says]
        heads = ("        ", "  crib  ", "        ")
        sides: tuple[Line, ...] = ([], says, [])
        return [[Span(head, "text-desk"), *line, *side] for head, line, side in zip(heads, box, sides, strict=True)]

    def _likely(self, width: int) -> list[Line]:
        """Places at which the other text may be language, as far as there is room to list them."""
        found = [f"{one.at + 1} {one.gives}" for one in self._places if one.is_likely]
        if not found:
            return []
        more = f"  and {len(found) - _PLACES} more" if len(found) > _PLACES else ""
        words = f"{len(found)} of {len(self._places)} may be language:  {'   '.join(found[:_PLACES])}{more}"
        return [[Span("  "), *line] for line in said(words, width - 4)]
