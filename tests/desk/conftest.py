"""Shared: a play of the fixture pack, and a desk to sit at."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.message import Message
from textual.pilot import Pilot

from casefile import Session
from casefile.desk.app import CaseApp
from casefile.desk.desk import DeskScreen
from casefile.desk.preferences import Preferences
from casefile.store.memory import MemoryStore
from tests.packs import fixture

STILL = Preferences(reduced_motion=True)
Seated = tuple[Pilot[None], DeskScreen]
Sit = Callable[..., AbstractAsyncContextManager[Seated]]


@pytest.fixture
def session() -> Session:
    """A play that has just begun; the content note has been seen."""
    begun = Session.begin(fixture(), MemoryStore(), name="Tuesday", player="Ann")
    begun.keep_view({"desk": {"been": True}})
    return begun


async def settle(pilot: Pilot[Any]) -> None:
    """Let everything that was started come to its end."""
    for _ in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def sit(session: Session) -> Sit:
    """Sit down at a play: `async with sit() as (pilot, desk)`."""

    @asynccontextmanager
    async def seat(
        play: Session = session,
        size: tuple[int, int] = (120, 36),
        preferences: Preferences = STILL,
        hook: Callable[[Message], None] | None = None,
    ) -> AsyncIterator[Seated]:
        screen = DeskScreen(play, preferences)
        app = CaseApp(lambda: screen, preferences)
        async with app.run_test(size=size, message_hook=hook) as pilot:
            await settle(pilot)
            yield pilot, screen

    return seat


def shown(widget: Any) -> str:
    """What a widget draws, as text."""
    return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))
