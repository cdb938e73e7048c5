"""Short motions: a lifting bar, a falling stamp. Never longer than 700 ms, never in the way of a key."""

from collections.abc import Callable
from time import monotonic

from textual.timer import Timer
from textual.widget import Widget

LONGEST = 0.7
FRAMES = 24


class Motion:
    """One widget's motion; a new one ends the one before it."""

    def __init__(self, widget: Widget, *, still: bool) -> None:
        """Give a widget a motion.

        Args:
            widget: Whose timer runs it.
            still: Nothing moves, everything is at its end at once.
        """
        self._widget = widget
        self._still = still
        self._timer: Timer | None = None
        self._frame: Callable[[float], None] | None = None

    @property
    def running(self) -> bool:
        """Whether something moves now."""
        return self._timer is not None

    def play(self, seconds: float, frame: Callable[[float], None]) -> None:
        """Call `frame` with 0 … 1 over some time; the last call is always `frame(1.0)`."""
        self.finish()
        if self._still:
            frame(1.0)
            return
        length = min(seconds, LONGEST)
        begun = monotonic()
        self._frame = frame

        def step() -> None:
            part = (monotonic() - begun) / length
            if part >= 1.0:
                self.finish()
            else:
                frame(part)

        frame(0.0)
        self._timer = self._widget.set_interval(1 / FRAMES, step)

    def finish(self) -> None:
        """Be at the end now: any key does this."""
        if self._timer:
            self._timer.stop()
            self._timer = None
        if self._frame:
            frame, self._frame = self._frame, None
            frame(1.0)
