"""An event loop in which whoever is still coming in waits for those who are at work.

To open a desk is a third of a second of work, in some hundred small steps. In the order of their coming they would
stand between the steps of everybody's keys; here they are taken when nothing else is to be done, and a little at a time
when there is always something.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextvars import Context, ContextVar
from typing import Any

from textual.message import Message
from textual.message_pump import MessagePump

PATIENCE = 0.010
"""Seconds after which the waiting are given a turn, whoever else has something to do."""
TURN = 0.002
"""Seconds of such a turn, which the step that is under way then may overrun."""


class Newcomer:
    """One who comes in, until he is settled."""

    def __init__(self) -> None:
        self.is_settled = False

    def settle(self) -> None:
        """From now on he is served like all others."""
        self.is_settled = True


NEWCOMER: ContextVar[Newcomer | None] = ContextVar("newcomer", default=None)
"""Set in the context that all tasks of somebody who comes in descend from."""


class PoliteLoop(asyncio.SelectorEventLoop):
    """Runs what is due; steps of a newcomer come last."""

    def __init__(self) -> None:
        """Make a loop in which nobody waits."""
        super().__init__()
        self._waiting: deque[asyncio.Handle] = deque()
        self._is_asked = self._is_idle = False
        self._served = 0.0
        """When the waiting had a turn, or began to wait."""

    def call_soon(  # type: ignore[override]
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        """Have something called soon; of a newcomer, when there is time."""
        newcomer = NEWCOMER.get() if context is None else context.get(NEWCOMER)
        if newcomer is None or newcomer.is_settled:
            return super().call_soon(callback, *args, context=context)
        handle = asyncio.Handle(callback, args, self, context)
        if not self._waiting:
            now = self.time()
            self._served = self._served if now - self._served < PATIENCE else now
        self._waiting.append(handle)
        self._ask()
        return handle

    def _ask(self) -> None:
        if not self._is_asked:
            self._is_asked = True
            super().call_soon(self._serve, context=_NOBODY)

    def _serve(self) -> None:
        """Give the waiting a turn, if the last look at the lines brought nothing else, or they have waited enough."""
        self._is_asked = False
        now = self.time()
        is_idle, self._is_idle = self._is_idle, not self._ready  # type: ignore[attr-defined]
        if (is_idle and self._is_idle) or now - self._served >= PATIENCE:
            while self._waiting and self.time() - now < TURN:
                handle = self._waiting.popleft()
                if not handle.cancelled():
                    handle._run()
            self._served = self.time()
        if self._waiting:
            self._ask()


_NOBODY = Context()

_next_message = MessagePump._get_message


async def _yielding(self: MessagePump) -> Message:
    newcomer = NEWCOMER.get()
    if newcomer and not newcomer.is_settled:
        await asyncio.sleep(0)
    return await _next_message(self)


def take_turns() -> None:
    """Have the widgets of newcomers do one thing at a time; Textual's do all that is asked of them in one step."""
    MessagePump._get_message = _yielding  # type: ignore[method-assign]
