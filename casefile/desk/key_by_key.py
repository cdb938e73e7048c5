"""A key waits until what the one before it did is there.

Textual hands a key to whatever has the focus, and acts on a binding when the key has come back up from there; a screen
that it lays down needs some more turns of the loop until it is there. Keys behind it, in the same packet or in the same
moment of a busy host, went to what lay underneath, or to a screen that had no line to write on yet.
"""

import asyncio
from collections import deque
from typing import Any

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

_SOON = 0.05
"""Seconds after which a key that leaves no message waiting has done all that it does."""
_LATE = 0.5
"""Seconds after which the keys behind a key go on, whatever became of it: its follower may have gone with a screen."""
_IN_ANY_CASE = 0
"""Number of a follower that comes when the others are too late."""


class KeyByKey(App[None]):
    """Works off one key after the other."""

    class Follower(Message):
        """Goes the way of a key, behind it, and is at the app when all that the key set off is done."""

        def __init__(self, number: int) -> None:
            """Make one."""
            super().__init__()
            self.number = number

    def __init__(self, **options: Any) -> None:
        """Make the application, with Textual's options."""
        super().__init__(**options)
        self._behind: deque[events.Event] = deque()
        self._at_work: events.Key | None = None
        self._since = 0.0
        self._went_to: Widget | None = None
        self._came_upon: Screen[Any] | None = None
        """The screen that lay on top when the key was acted upon; None: it is on its way, or was of use to a widget."""
        self._known: Screen[Any] | None = None
        """The screen that lies on top, if it has been there for a key or for a follower."""
        self._followers = 0
        self._is_followed = False
        self._too_late: asyncio.TimerHandle | None = None

    @property
    def typed_ahead(self) -> int:
        """How much waits for a key before it."""
        return len(self._behind)

    @property
    def _target(self) -> Widget:
        """Where keys go."""
        return self.focused or self.screen

    async def on_event(self, event: events.Event) -> None:
        """Take what comes from the terminal in its turn, and all else at once."""
        if event is self._at_work:  # back from below, where nothing had a use for it
            self._came_upon, self._is_followed = self.screen, False
            await super().on_event(event)
            await self._go_on()
        elif not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        else:
            self._behind.append(event)
            await self._go_on()

    async def _go_on(self) -> None:
        """Take what waits, as far as a key that has to be waited for."""
        while self._behind and (self._is_more_of_it(self._behind[0]) or self._is_done()):
            await self._take(self._behind.popleft())
        if self._behind and not self._is_followed:
            self._follow()

    async def _take(self, event: events.Event) -> None:
        top = self._known = self.screen
        self._at_work, self._is_followed = None, False
        if isinstance(event, events.Key):
            self._at_work, self._since = event, asyncio.get_running_loop().time()
            self._went_to, self._came_upon = self._target, None
        await super().on_event(event)
        if self._at_work and not event.is_forwarded:
            self._came_upon = top

    def _is_more_of_it(self, event: events.Event) -> bool:
        """Letters on a line keep their order by themselves."""
        line, before = self.focused, self._at_work
        are_letters = isinstance(event, events.Key) and event.is_printable and before and before.is_printable
        on_one_line = isinstance(line, Input | TextArea) and line is self._went_to and self._came_upon is None
        return bool(are_letters and on_one_line)

    def _is_done(self) -> bool:
        """Nothing is left to come of the key at work, as far as can be seen from here."""
        if not self.screen.is_mounted or self.screen._callbacks:
            return False
        if self._at_work is None:
            return True
        path: list[Any] = self._target.ancestors_with_self
        if any(node.message_queue_size for node in path):
            return False
        return self.screen is self._came_upon or asyncio.get_running_loop().time() > self._since + _SOON

    def _follow(self) -> None:
        """Have the app told when the key at work is done."""
        self._followers, self._is_followed = self._followers + 1, True
        follower = self.Follower(self._followers)
        is_below = self._at_work is not None and self._came_upon is None
        there = self._went_to if is_below else self._target
        if self.screen._callbacks:  # something is still to be drawn when the next frame is there
            self.screen.call_after_refresh(self.post_message, follower)
        elif there is None or not there.post_message(follower):
            self.post_message(follower)
        if self._too_late is None:
            self._too_late = asyncio.get_running_loop().call_later(_LATE, self._lose_patience)

    def _lose_patience(self) -> None:
        self._too_late = None
        self.post_message(self.Follower(_IN_ANY_CASE))

    @on(Follower)
    async def _followed(self, follower: Follower) -> None:
        """Go on, unless the key has come back meanwhile and is followed by another."""
        is_late = follower.number == _IN_ANY_CASE
        if not is_late and follower.number != self._followers:
            return
        if self._too_late:
            self._too_late.cancel()
            self._too_late = None
        if self.screen is not self._known and not is_late:  # it is there; what lays it out is on its way to it
            self._known = self.screen
            self._follow()
            return
        self._at_work, self._is_followed = None, False
        if is_late and self._behind:
            await self._take(self._behind.popleft())
        await self._go_on()
