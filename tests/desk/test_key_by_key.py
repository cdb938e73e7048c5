"""A key waits until what the one before it did is there: what is typed ahead of a screen is for that screen."""

import asyncio

from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from casefile.desk.answer import AnswerBar
from casefile.desk.key_by_key import KeyByKey
from casefile.desk.registry.form import Field, FormScreen
from casefile.desk.search import SearchScreen
from tests.desk.conftest import Sit, settle, type_at_once


async def test_what_is_typed_behind_the_key_of_the_search_is_sought(sit: Sit) -> None:
    async with sit() as (pilot, _):
        type_at_once(pilot, "slash", *"carbon")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SearchScreen)
        assert pilot.app.screen.query_one(Input).value == "carbon"


async def test_letters_behind_a_key_that_closes_a_screen_are_keys_of_the_one_below(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        type_at_once(pilot, "question_mark", "escape", "a", *"nine", "escape", "question_mark", "escape")
        await settle(pilot)
        assert pilot.app.screen is desk
        assert desk.query_one(AnswerBar).answer == ("nine",)


async def test_a_form_is_not_signed_before_its_lines_are_there(sit: Sit) -> None:
    signed: list[tuple[str, ...]] = []
    async with sit() as (pilot, _):
        pilot.app.push_screen(FormScreen("ASK", "", [Field("What")], signed.append))
        type_at_once(pilot, *"why", "enter")
        await settle(pilot)
        assert signed == [("why",)]


class Slow(ModalScreen[None]):
    """Takes its time; a key of it goes with the widget that had it."""

    BINDINGS = [Binding("x", "app.count", "count")]  # noqa: RUF012

    def compose(self):  # type: ignore[no-untyped-def]
        yield Vertical(Stubborn())

    async def on_mount(self) -> None:
        await asyncio.sleep(0.2)
        self.query_one(Stubborn).focus()


class Stubborn(Static, can_focus=True):
    """Keeps every y for itself, and is gone by it."""

    async def on_key(self, event: Key) -> None:
        if event.key == "y":
            event.stop()
            self.remove()


class Counting(KeyByKey):
    BINDINGS = [Binding("s", "lay", "slow")]  # noqa: RUF012
    counted = 0

    def action_lay(self) -> None:
        self.push_screen(Slow())

    def action_count(self) -> None:
        self.counted += 1


async def test_keys_wait_for_a_screen_that_is_slow() -> None:
    app = Counting()
    async with app.run_test() as pilot:
        type_at_once(pilot, "s", "x", "x", "y")
        await asyncio.sleep(0.4)
        assert app.counted == 2
        assert not app.screen.query(Stubborn)


async def test_a_key_whose_widget_goes_by_it_keeps_the_others_waiting_for_a_moment_only() -> None:
    app = Counting()
    async with app.run_test() as pilot:
        type_at_once(pilot, "s", "y", "x")
        await asyncio.sleep(0.4 + 0.6)
        assert app.counted == 1
        assert not app.typed_ahead
