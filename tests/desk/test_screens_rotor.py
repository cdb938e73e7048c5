"""The machine of three wheels on the workbench."""

from typing import Any

from casefile.desk.bench.rotor import RotorBench
from casefile.desk.bench.rotor_strips import lay
from casefile.desk.bench.strip import Strip
from casefile.desk.bench.tool import Strips
from casefile.tools.letters import groups
from casefile.tools.rotor_machine import encipher, places
from tests.desk.stage import text_of
from tests.desk.test_screens_slips import bench
from tests.desk.test_screens_workbench import settle, stage
from tests.tools.test_rotor import CARD, CIPHER, CLEAR, I_II_III

MESSAGE = " ".join(groups(CIPHER))
CRIB = "theweathercontinues"
PLACE = CLEAR.index(CRIB.upper())


def second(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#second", Strip).text)


def where(shown: str, words: str) -> tuple[int, int]:
    """Column and line of some words on the screen; the last if there are several."""
    return [(line.index(words), y) for y, line in enumerate(shown.splitlines()) if words in line][-1]


async def test_wheels_that_are_turned_by_keys_read_at_once_and_stand_on_the_strip() -> None:
    async with stage(bench("rotor", MESSAGE, f"{CARD}\nset PAX")).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(RotorBench).focus()
        await pilot.press("down", "2", "up", "1", "down")
        shown = await settle(pilot)
        assert "at the start Q Z Y" in shown
        assert " ".join(groups(CLEAR[:60])) in shown
        assert second(pilot) == f"{CARD}\nset I II III QZY"
        await pilot.press("ctrl+y")
        assert pilot.app.clipboard == CLEAR


async def test_a_wheel_that_is_turned_fast_loses_no_step() -> None:
    async with stage(bench("rotor", MESSAGE, CARD)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(RotorBench).focus()
        await pilot.press(*["down"] * 30)
        assert "at the start A A E" in await settle(pilot)
        assert second(pilot).endswith("AAE")


async def test_a_crib_slides_and_a_letter_that_would_stand_for_itself_is_a_cross() -> None:
    async with stage(bench("rotor", MESSAGE, CARD)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(RotorBench).focus()
        await pilot.press(*CRIB)
        free = places(CRIB.upper(), CIPHER)
        barred = next(at for at in range(len(CIPHER)) if at not in free)
        await pilot.press(*["right"] * barred)
        shown = await settle(pilot)
        assert f"Not at letter {barred + 1}: × marks" in shown
        assert "×" in next(line for line in shown.splitlines() if line.startswith(" crib"))
        await pilot.press("enter")
        assert "Not at letter" in await settle(pilot)
        after = next(at for at in free if at > barred)
        await pilot.press("pagedown")
        assert f"It can begin at letter {after + 1}." in await settle(pilot)
        await pilot.press("pageup", "backspace", "delete")
        assert "Type a phrase" in await settle(pilot)


async def test_another_phrase_begins_at_the_first_letter() -> None:
    async with stage(bench("rotor", MESSAGE, f"{CARD}\ncrib HELLO")).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        machine = pilot.app.screen.query_one(RotorBench)
        machine.focus()
        await pilot.press("right", "right", "delete", *"it")
        assert "at letter 1" in await settle(pilot)
        await pilot.press("right", "backspace", "backspace", *"it")
        assert "at letter 1" in await settle(pilot)
        await pilot.press("right")
        pilot.app.screen.query_one("#second", Strip).text = f"{CARD}\ncrib WEATHER"
        assert "at letter 1" in await settle(pilot)


async def test_enter_runs_the_crib_and_sets_the_machine_to_what_gives_it() -> None:
    async with stage(bench("rotor", MESSAGE, f"{CARD}\nset any")).run_test(size=(80, 24)) as pilot:
        assert "in any order" in await settle(pilot)
        pilot.app.screen.query_one(RotorBench).focus()
        at = places(CRIB.upper(), CIPHER)
        await pilot.press(*CRIB, *["right"] * at[0], *["pagedown"] * at.index(PLACE), "enter")
        shown = " ".join((await settle(pilot)).split())
        assert "One of 105,456 settings gives it at letter" in shown
        assert "at the start Q Z Y before the crib R A G" in shown
        assert "FORHE RONTH" in shown
        assert second(pilot).endswith("set I II III QZY")
        await pilot.press("pageup", "enter")
        assert "None of 17,576 settings" in " ".join((await settle(pilot)).split())


async def test_a_crib_that_is_short_comes_out_too_often_and_the_machine_stays_as_it_is() -> None:
    async with stage(bench("rotor", MESSAGE, CARD)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(RotorBench).focus()
        await pilot.press(*"fo", "enter")
        shown = await settle(pilot)
        assert "A longer crib says more." in " ".join(shown.split())
        assert "at the start A A A" in shown


async def test_the_order_goes_round_through_all_six_and_any() -> None:
    async with stage(bench("rotor", MESSAGE, CARD)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(RotorBench).focus()
        seen = []
        for _ in range(7):
            await pilot.press("0")
            await settle(pilot)
            seen.append(second(pilot).splitlines()[-1])
        assert len(set(seen)) == 7
        assert (seen[0], seen[5], seen[6]) == ("set I III II AAA", "set any I II III", "set I II III AAA")


async def test_windows_buttons_and_letters_of_the_message_take_the_mouse() -> None:
    async with stage(bench("rotor", MESSAGE, f"{CARD}\nset QZX\ncrib {CRIB}")).run_test(size=(80, 24)) as pilot:
        shown = await settle(pilot)
        left, top = where(shown, "┌─ III")
        await pilot.click(offset=(left + 4, top + 3))
        assert "at the start Q Z Y" in await settle(pilot)
        await pilot.click(offset=(left - 10 + 4, top + 1))
        assert "at the start Q Y Y" in await settle(pilot)
        column, row = where(text_of(pilot.app), MESSAGE[:11] + " ")
        await pilot.click(offset=(column + PLACE + PLACE // 5, row))
        assert f"letter {PLACE + 1}" in await settle(pilot)
        await pilot.click(offset=where(text_of(pilot.app), "[›]"))
        assert f"letter {PLACE + 2}" in await settle(pilot)
        await pilot.click(offset=where(text_of(pilot.app), "[‹]"))
        await pilot.click(offset=where(text_of(pilot.app), "[run]"))
        assert "at the start Q Z Y" in await settle(pilot)


async def test_a_card_that_is_half_written_says_what_is_missing() -> None:
    async with stage(bench("rotor", MESSAGE, CARD.rpartition("\n")[0])).run_test(size=(80, 24)) as pilot:
        assert "three wheels or more with names, and a reflector" in " ".join((await settle(pilot)).split())
        pilot.app.screen.query_one(RotorBench).focus()
        await pilot.press("down", "0", "enter", *"he", "enter")
        assert "a reflector" in " ".join((await settle(pilot)).split())


def test_what_is_sent_from_a_paper_goes_where_it_belongs() -> None:
    strips = lay(CARD, lay(MESSAGE, Strips("", "")))
    assert strips == Strips(MESSAGE, CARD)
    assert lay("regards\nto all", strips) == Strips(MESSAGE, f"{CARD}\ncrib regards to all")
    other = " ".join(groups(encipher(CLEAR, I_II_III, "ABC")))
    assert lay(other, strips) == Strips(other, CARD)
