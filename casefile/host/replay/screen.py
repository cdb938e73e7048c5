"""The desk as a team had it, wound by whoever watches."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from casefile.desk.app import CaseApp
from casefile.desk.desk import DeskScreen
from casefile.desk.preferences import Preferences
from casefile.desk.safe import safe
from casefile.host.replay.lines import clock
from casefile.host.replay.tape import Replay
from casefile.session.events import Read

LONGEST = 4.0
"""Seconds in which nothing happens, at any speed."""
SPEEDS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600)
_FRAME = 0.2
"""Seconds between two looks at the desk, at the least."""
_DOING = frozenset({"answer", "archive", "decision", "registry", "undo", "unread"})


class Track(Static):
    """Two lines: what has just happened, and where on the tape that is. A click on the second one winds to there."""

    DEFAULT_CSS = """
    Track {
        height: 2; padding: 0 1; background: $panel; color: $text-desk;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, replay: Replay) -> None:
        """Make the lines."""
        super().__init__(markup=False)
        self._replay = replay
        self._state = ""
        self._length = 1
        """Cells of the tape."""

    def say(self, state: str) -> None:
        """Show where the play is.

        Args:
            state: Whether it runs, and how fast.
        """
        self._state = state
        self.draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the tape to the width."""
        self.draw()

    def draw(self) -> None:
        """Draw both lines."""
        replay, width = self._replay, max(10, self.content_size.width)
        place, count = replay.place, len(replay.events)
        event = replay.event
        told = f"{event.by}: {replay.words[place - 1]}" if event else "Before anything happened."
        at, end = replay.played[max(0, place - 1)], replay.played[-1]
        where = f"  {clock(at)} of {clock(end)}  {place}/{count}  {self._state}"
        room = self._length = max(4, width - len(where))
        done = round(room * place / count)
        self.update(
            Content.assemble(
                safe(" ".join(told.split()), "bold").truncate(width, ellipsis=True),
                "\n",
                ("━" * done, "$buff"),
                ("─" * (room - done), "$line"),
                (where, "$quiet"),
            )
        )

    def on_click(self, event: events.Click) -> None:
        """Wind to where the tape was clicked."""
        where = event.get_content_offset(self)
        screen = self.screen
        if where and where.y == 1 and where.x < self._length and isinstance(screen, ReplayScreen):
            screen.wind(round(len(self._replay.events) * (where.x + 1) / self._length))


class ReplayScreen(DeskScreen):
    """The ordinary desk, with a tape below it."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "Watching again",
        "What a team did, as its desk showed it. Space stops and goes on; left and right go one event; plus and minus "
        "change the speed; a click on the tape winds to there. Papers can be opened; nothing can be done.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "stop/go on", id="replay.play", tooltip="Stop, or go on", priority=True),
        Binding("left", "step(-1)", "back", id="replay.back", tooltip="One event back", priority=True),
        Binding("right", "step(1)", "on", id="replay.on", tooltip="One event on", priority=True),
        Binding(
            "plus,equals_sign",
            "speed(1)",
            "faster",
            id="replay.faster",
            key_display="+",
            tooltip="Faster",
            priority=True,
        ),
        Binding("minus", "speed(-1)", "slower", id="replay.slower", key_display="-", tooltip="Slower", priority=True),
        Binding("q", "app.leave", "out", id="replay.out", tooltip="Enough seen", priority=True),
    ]

    def __init__(self, replay: Replay, preferences: Preferences, speed: float, place: int) -> None:
        """Sit down to watch.

        Args:
            replay: What is watched.
            preferences: How the desk looks.
            speed: Seconds of the play in one second.
            place: Where it begins.
        """
        replay.wind(place)
        super().__init__(replay.session, preferences)
        self.replay = replay
        self.speed = speed
        self.runs = True
        self._next: Timer | None = None

    def compose(self) -> ComposeResult:
        """The desk, and the tape."""
        yield from super().compose()
        yield Track(self.replay)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What does something is not offered."""
        return False if action in _DOING else super().check_action(action, parameters)

    def welcome(self) -> None:
        """Begin to run."""
        self._follow(is_back=True)
        self._wait()

    def _woken(self) -> None:
        """It is wound here and nowhere else."""

    # The tape

    def wind(self, place: int) -> None:
        """Go to a place on the tape, and on from there."""
        is_back = place != self.replay.place + 1
        self.replay.wind(place)
        self._follow(is_back=is_back)
        self._wait()

    def _follow(self, *, is_back: bool) -> None:
        """Have the desk show what the team had in hand."""
        event = self.replay.event
        names = {lock.name for lock in self.open_locks()}
        at = getattr(event, "lock", "")
        self.mark.lock = at if self.lock_named(at) else self.mark.lock if self.mark.lock in names else self.next_lock()
        self.post_message(self.Changed())
        paper = self.replay.last_read()
        if isinstance(event, Read) or is_back or not self.has_paper(self.blotter.open_id):
            if paper:
                self.blotter.open(paper)
            else:
                self._clear()

    def _clear(self) -> None:
        """Nothing has been read yet."""
        self.blotter.forget_other()
        for reader in (self.blotter.paper, self.blotter.beside):
            reader.page = reader.laid = None
            reader.redraw()

    def _wait(self) -> None:
        """Have the next event come in its time, and say where the tape is."""
        if self._next:
            self._next.stop()
            self._next = None
        is_over = self.replay.place >= len(self.replay.events)
        if self.runs and not is_over:
            pause = min(LONGEST, max(_FRAME, self.replay.wait() / self.speed))
            self._next = self.set_timer(pause, self._on)
        state = "over" if is_over else f"×{self.speed:g}" if self.runs else f"stopped ×{self.speed:g}"
        self.query_one(Track).say(state)

    def _on(self) -> None:
        """The next event, and those that come within the same moment."""
        if self.app.screen is self:
            self._go_on()
        else:  # whoever watches is looking at something else
            self._wait()

    def _go_on(self) -> None:
        """Go on by one moment."""
        before = self.replay.place
        place = self.replay.within(_FRAME * self.speed)
        reads = [event for event in self.replay.events[before:place] if isinstance(event, Read)]
        self.replay.wind(place)
        self._follow(is_back=bool(reads))
        self._wait()

    def action_play(self) -> None:
        """Stop, or go on; at the end, from the beginning."""
        if self.replay.place >= len(self.replay.events):
            self.runs = True
            self.wind(0)
            return
        self.runs = not self.runs
        self._wait()

    def action_step(self, step: int) -> None:
        """One event on or back, and stop there."""
        self.runs = False
        self.wind(max(0, self.replay.place + step))

    def action_speed(self, step: int) -> None:
        """Faster or slower."""
        speeds = [speed for speed in SPEEDS if (speed - self.speed) * step > 0]
        if speeds:
            self.speed = min(speeds) if step > 0 else max(speeds)
        self._wait()

    def palette(self) -> Iterator[Any]:
        """Papers by name."""
        yield from (command for command in super().palette() if command[0].startswith("Open"))


class ReplayApp(CaseApp):
    """A terminal that shows one play again."""

    def __init__(self, replay: Replay, preferences: Preferences, *, speed: float, place: int) -> None:
        """Make it; the arguments are `ReplayScreen`'s."""
        super().__init__(lambda: ReplayScreen(replay, preferences, speed, place), preferences)
