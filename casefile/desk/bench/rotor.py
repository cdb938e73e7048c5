"""The machine of three wheels on the workbench: windows to turn, a message over what comes out, a crib to slide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import permutations
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from casefile.desk.background import background
from casefile.desk.bench.rotor_face import Front, RotorFace, Sheet
from casefile.desk.bench.rotor_strips import Look, lay, look, with_setting
from casefile.desk.bench.tool import BenchTool, Strips, said
from casefile.desk.drawing import Line
from casefile.desk.spans import Span
from casefile.errors import Refusal
from casefile.tools.letters import ALPHABET
from casefile.tools.rotor import CRIB, Found, Machine, run_crib
from casefile.tools.rotor_machine import SETTINGS, clashes, encipher, places, turned

_LISTED = 4
_HOW = (
    "Put the message on the first strip, and on the second the machine's card: its wheels and its reflector, a row of "
    "26 letters each. v marks them in a paper, w brings them here. Then tab comes to the machine."
)


class RotorBench(BenchTool):
    """Three windows, the message in groups, what comes out, and between them the crib."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The machine",
        "The message on the first strip, the machine's card on the second. Up and down turn the wheel in hand, 1, 2 "
        "and 3 take another, 0 changes their order; the last order is any. The windows are those at the start of the "
        "message, and what comes out stands under it. A phrase that is typed lies under the message: left and right "
        "slide it, a × is a letter that would stand for itself, page down goes on to where there is none. Enter tries "
        "every setting there; if one gives the phrase, the machine is set to it. A line such as “crib HELLO” on the "
        "second strip lays it there too.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", "turn", show=False, id="rotor.up", tooltip="Turn the wheel in hand up"),
        Binding("down", "turn(1)", "turn", id="rotor.down", tooltip="Turn the wheel in hand down"),
        Binding("1", "take(0)", "wheel", id="rotor.left-wheel", tooltip="Take the left wheel in hand"),
        Binding("2", "take(1)", "wheel", show=False, id="rotor.middle-wheel", tooltip="Take the middle wheel in hand"),
        Binding("3", "take(2)", "wheel", show=False, id="rotor.right-wheel", tooltip="Take the right wheel in hand"),
        Binding("0", "order", "order", id="rotor.order", tooltip="The wheels in another order; the last is any"),
        Binding("left", "slide(-1)", "slide", id="rotor.left", tooltip="Slide the crib to the left"),
        Binding("right", "slide(1)", "slide", show=False, id="rotor.right", tooltip="Slide the crib to the right"),
        Binding("pagedown", "next(1)", "can stand", id="rotor.next", tooltip="On to where the crib can stand"),
        Binding("pageup", "next(-1)", "back", show=False, id="rotor.back", tooltip="Back to where the crib can stand"),
        Binding("enter", "run", "run", id="rotor.run", tooltip="Try every setting for the crib at its place"),
        Binding("backspace", "rub", "rub out", id="rotor.rub", tooltip="Take back the crib's last letter"),
        Binding("delete", "wipe", "no crib", show=False, id="rotor.wipe", tooltip="Take the crib away"),
    ]
    name_of_tool = "rotor"
    titles = ("strip 1: the message", "strip 2: card and setting")
    keeps_second = True
    lay = staticmethod(lay)

    def __init__(self) -> None:
        super().__init__()
        self._look = Look()
        self._machine: Machine | None = None
        self._hand = 2
        self._crib, self._at = "", 0
        self._told = ""
        """What the last run said; a crib that has been moved or changed has not been run."""
        self._posted: list[str] = []
        """What went to the second strip and has not come back: a wheel may be turned faster than strips are read."""
        self._face = RotorFace()

    def work(self, strips: Strips) -> Callable[[], Look]:
        """Read the strips."""
        return partial(look, strips)

    def take(self, made: Look) -> None:
        """Show the machine as the strip sets it, unless that is only what was turned here a moment ago."""
        if made.second in self._posted:
            del self._posted[: self._posted.index(made.second) + 1]
        else:
            self._posted.clear()
            self._machine = made.machine
        if made.crib and made.crib != self._look.crib:
            self._crib, self._at = made.crib, 0
        changed = (made.text, made.crib) != (self._look.text, self._look.crib)
        self._look, self.refusal = made, ""
        self._place(self._at, fresh=changed)

    def refuse(self, refusal: Refusal) -> None:
        """A card that is half written is no machine."""
        self._look, self._machine = Look(), None
        super().refuse(refusal)

    # The wheels

    def action_take(self, wheel: int) -> None:
        """Take a wheel in hand."""
        self._hand = wheel
        self.redraw()

    def action_turn(self, by: int) -> None:
        """Turn the wheel in hand."""
        if self._machine and not self._machine.is_any:
            windows = [*self._machine.windows]
            windows[self._hand] = ALPHABET[(ALPHABET.index(windows[self._hand]) + by) % 26]
            self._set(replace(self._machine, windows="".join(windows)))

    def action_order(self) -> None:
        """The same three wheels in their next order, and after the last in any."""
        if machine := self._machine:
            orders = sorted(permutations(machine.order or list(machine.wirings)[:3]))
            at = -1 if machine.is_any else orders.index(machine.order)
            self._told = ""
            self._set(replace(machine, order=orders[(at + 1) % len(orders)], is_any=at == len(orders) - 1))

    def _set(self, machine: Machine) -> None:
        """Set the machine, and write it down."""
        self._machine = machine
        text = with_setting(self._look.second, machine)
        self._posted.append(text)
        self.post_message(self.Asked(self, text))
        self._show()

    # The crib

    def on_key(self, event: events.Key) -> None:
        """Letters are the crib's; blanks between its words are passed over."""
        char = (event.character or "").upper()
        if (char and char in ALPHABET) or event.key == "space":
            event.stop()
            event.prevent_default()
            self._crib = (self._crib + char.strip())[:CRIB]
            self._place(self._at)

    def action_rub(self) -> None:
        """Take back a letter."""
        self._crib = self._crib[:-1]
        self._place(self._at if self._crib else 0)  # the next phrase begins anew

    def action_wipe(self) -> None:
        """Take the crib away."""
        self._crib = ""
        self._place(0)

    def action_slide(self, by: int) -> None:
        """Slide the crib."""
        self._place(self._at + by)

    def action_next(self, way: int) -> None:
        """Go to the next place at which no letter of the crib would stand for itself."""
        free = [at for at in places(self._crib, self._look.text) if (at - self._at) * way > 0]
        if self._crib and free:
            self._place(min(free, key=lambda at: at * way))

    def _place(self, at: int, *, fresh: bool = True) -> None:
        self._at = max(0, min(at, len(self._look.text) - max(len(self._crib), 1)))
        self._told = "" if fresh else self._told
        self._show()

    def action_run(self) -> None:
        """Try every setting for the crib where it lies."""
        if self._machine and self._fits and not self._clashes:
            self._told = "Running …"
            command = partial(run_crib, self._crib, self._look.text, self._at, self._machine)
            then = partial(self._ran, self._crib, self._at, self._machine)
            background(self.screen, command, then, latest="rotor")
            self._show()

    def _ran(self, crib: str, at: int, machine: Machine, found: list[Found]) -> None:
        """Set the machine to the one setting that gives the crib, if it still lies there."""
        if (crib, at, machine.wirings) != (self._crib, self._at, self._machine and self._machine.wirings):
            return
        tried = f"{len(machine.orders) * SETTINGS:,} settings"
        shown = ", ".join(f"{' '.join(one.order)} {one.windows}" for one in found[:_LISTED])
        if len(found) == 1:
            self._told = f"One of {tried} gives it at letter {at + 1}: the machine is set to {shown}."
            self._set(replace(machine, order=found[0].order, windows=found[0].windows, is_any=False))
            return
        many = f"{len(found)} of {tried} give it: {shown}{' …' * (len(found) > _LISTED)}. A longer crib says more."
        self._told = many if found else f"None of {tried} gives it at letter {at + 1}."
        self._show()

    @property
    def _fits(self) -> bool:
        return 0 < len(self._crib) <= len(self._look.text)

    @property
    def _clashes(self) -> list[int]:
        return clashes(self._crib, self._look.text[self._at :])

    # What is seen

    def on_click(self, event: events.Click) -> None:
        """The letters about a window turn its wheel, a button does what it says, a letter takes the crib to it."""
        hit = self._face.hit(event.x, event.y + self.scroll_offset.y)
        if hit is None:
            return
        if hit.what == "wheel":
            self.action_take(hit.number)
        acts: dict[str, Callable[[], None]] = {
            "wheel": partial(self.action_turn, hit.by) if hit.by else self.redraw,
            "letter": partial(self._place, hit.number),
            "slide": partial(self.action_slide, hit.by),
            "next": partial(self.action_next, hit.by),
            "run": self.action_run,
            "order": self.action_order,
        }
        acts[hit.what]()

    def _show(self) -> None:
        """Read the message with the setting, and draw it."""
        machine, text = self._machine, self._look.text
        reads = machine is not None and not machine.is_any
        self.result = encipher(text, machine.wheels(machine.order), machine.windows) if machine and reads else ""
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """The face of the machine, and under it the message."""
        machine = self._machine
        if machine is None:
            return [[], *([Span("  "), *line] for line in said(self.refusal or _HOW, width - 4))]
        windows = "???" if machine.is_any else machine.windows
        front = Front(machine.order or ("?", "?", "?"), windows, self._hand, self._head(machine), self._says())
        crib = self._crib if self._fits else ""
        return self._face.draw(width, front, Sheet(self._look.text, self.result, crib, self._at, tuple(self._clashes)))

    def _head(self, machine: Machine) -> Line:
        """The windows, at the start and where the crib lies."""
        if machine.is_any:
            return [Span("in any order", "buff", bold=True)]
        head = [Span("at the start ", "quiet"), Span(" ".join(machine.windows), "buff", bold=True)]
        here = " ".join(turned(machine.windows, self._at))
        return [*head, *([Span("   before the crib ", "quiet"), Span(here, "text-desk")] if self._fits else [])]

    def _says(self) -> str:
        """What can be said of the crib."""
        if self._told or not self._look.text:
            return self._told or "The first strip is empty: put the message there."
        if not self._crib:
            return "Type a phrase that the message may hold."
        if not self._fits:
            return "The crib is longer than the message."
        if clash := self._clashes:
            marked = "a letter that would stand for itself"
            if len(clash) > 1:
                marked = f"{len(clash)} letters that would stand for themselves"
            return f"Not at letter {self._at + 1}: × marks {marked}."
        return f"It can begin at letter {self._at + 1}. Enter tries every setting there."
