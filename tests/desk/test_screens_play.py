"""From the Registry to a desk and back, with real saves and a real pack."""

from pathlib import Path
from typing import Any

import pytest

from casefile.desk.cases import Offer
from casefile.desk.desk import DeskScreen
from casefile.desk.log import LogScreen
from casefile.desk.play import PlayApp
from casefile.desk.preferences import Preferences
from casefile.desk.registry.screen import RegistryScreen
from casefile.session.sitting import sit_down
from casefile.store.shelf import Shelf
from tests.desk.stage import text_of
from tests.packs import sealed


async def settle(pilot: Any) -> str:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return text_of(pilot.app)


@pytest.fixture
def app(tmp_path: Path) -> PlayApp:
    """A desk on the fixture case, in a save of its own."""
    pack = tmp_path / "fixture.case"
    pack.write_bytes(sealed())
    shelf = Shelf(tmp_path / "saves")
    sitting = sit_down(shelf, pack, name="Tuesday", player="Ann", allow_test=True)
    offers = (Offer("fixture", "FIXTURE", pack),)
    return PlayApp(shelf, offers, Preferences(player="Ann"), tmp_path / "preferences.json", sitting)


async def test_a_line_of_the_log_leads_to_a_new_file_and_the_old_one_stays(app: PlayApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        before = app.sitting
        await pilot.press("l")
        await settle(pilot)
        assert isinstance(app.screen, LogScreen)
        await pilot.press("b")
        await settle(pilot)
        await pilot.press("ctrl+u", *"again", "enter")
        await settle(pilot)
        await settle(pilot)
        assert isinstance(app.screen, DeskScreen) or isinstance(app.screen_stack[-2], DeskScreen)
        assert app.sitting is not before
        assert {save.name for save in app._shelf.saves()} == {"Tuesday", "again"}
        assert app.get_up() == ""


async def test_leaving_the_desk_shows_the_registry_with_its_register(app: PlayApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+w")
        await settle(pilot)
        shown = await settle(pilot)
        assert isinstance(app.screen, RegistryScreen)
        assert "Tuesday" in shown
        assert app.sitting is None
