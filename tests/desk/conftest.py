"""Shared: a play of the fixture pack, and a desk to sit at."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.events import Key
from textual.message import Message
from textual.pilot import Pilot

from casefile import Session
from casefile.desk.app import CaseApp
from casefile.desk.desk import DeskScreen
from casefile.desk.preferences import Preferences
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from casefile.vault.manifest import (
    Act,
    Card,
    Choice,
    Decision,
    Field,
    Line,
    Opening,
    Option,
    Paper,
    Question,
)
from casefile.vault.manifest import (
    Message as Sent,
)
from tests.packs import Draft, en, fixture

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


def type_at_once(pilot: Pilot[None], *keys: str) -> None:
    """A line that is late brings all of them in one packet."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))


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


def one_act(texts: dict[str, str], words: str = "", kind: str = "letter") -> Pack:
    """A pack of one act; `words` stand in every title, label, prompt and message of it."""
    case = Draft(case="one-act", languages=["en"])

    def say(text: str) -> dict[str, str]:
        return en(f"{text} {words}".strip())

    choices = [Choice(id="ash", initial="A", label=say("Ash"), note=say("clerk"))]
    questions = [
        Question(id="mole", title=say("Who?"), count=say("{n} of {all}"), choices=choices),
        Question(id="where", title=say("Where?"), lines=[Line(id="where", label=say("where"))]),
    ]
    opening = Opening(desk=say("Desk 9"), marking="SECRET", note=say("A note."), intro=say("An intro."))
    case.node("start", "start", opening=opening, questions=questions, clock=say("Tue 6 May"), grants=["act"])
    papers = [
        Paper(
            id=name,
            title=say(name.capitalize()),
            kind=kind,
            ref=f"R/1 {words}",
            date=words,
            marking=words,
            folder="act",
        )
        for name in texts
    ]
    options = [Option(id="yes", label=say("Yes"), ref=case.ref("branch"))]
    case.node(
        "act",
        "act",
        texts,
        papers=papers,
        acts=[Act(id="act", title=say("The act"))],
        cards=[Card(id="ash", bank="people", label=say("Ash"))],
        messages=[Sent(id="will", sender=say("Will"), text=say("Anything?"))],
        decisions=[Decision(id="d", title=say("Report it?"), text=say("Well?"), options=options)],
        grants=["p/shown", "m/shown", "archive"],
    )
    case.node("branch", "branch")
    hints = [case.hint("p", "look", [f"Look. {words}"])]
    field = Field(id="f", label=say("a word"), pattern=words[:20])
    near = {("almost",): f"Nearly. {words}"}
    case.puzzle(
        "p", ["word"], {"came": words}, title=say("Lock"), prompt=say("Say it."), fields=[field], near=near,
        shown={"hints": hints},
    )  # fmt: skip
    slot = Field(id="who", label=say("who"), normal="card", bank="people")
    case.puzzle(
        "m", ["ash"], {"end": words}, form="board", title=say("Form"), prompt=say("{who} did it."), fields=[slot]
    )
    request = case.lock(
        "archive", "archive", [Field(id="ref", label=say("ref"), normal="code")], {("RA/1",): "drawn"}, form="request",
        title=say("Archive"), prompt=say("What?"),
    )  # fmt: skip
    case.node("archive", "shown", locks=[request])
    case.node("drawn", "node", {"drawn": words})
    return Pack.open(case.seal(), allow_test=True)
