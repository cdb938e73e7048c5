"""The crib dragger on the workbench."""

from casefile.desk.bench.crib import CribBench, look
from casefile.desk.bench.strip import Strip
from casefile.desk.bench.tool import Strips
from tests.desk.test_screens_slips import bench
from tests.desk.test_screens_workbench import settle, stage

FIRST, SECOND = "AQHTU UIKUT TVYQG DLDFE BFJPW TES", "TNHQM IXJGO XUUNA LHVKP ZRMHB ODY"


async def test_a_crib_that_is_typed_says_at_once_what_the_other_text_would_say() -> None:
    async with stage(bench("crib", FIRST, SECOND)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(CribBench).focus()
        await pilot.press(*"the")
        shown = await settle(pilot)
        assert "text 1 from letter 1:  text 2 says  M E E  may be language" in shown
        await pilot.press("right")
        assert "text 1 from letter 2:  text 2 says  Q H B" in await settle(pilot)


async def test_the_crib_slides_to_where_the_other_may_be_language_and_under_the_other_text() -> None:
    async with stage(bench("crib", FIRST, SECOND)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(CribBench).focus()
        await pilot.press(*"the", "pagedown")
        assert "letter 3:  text 2 says  T E W" in await settle(pilot)
        await pilot.press("pageup", "down")
        assert "text 2 from letter 1:  text 1 says  A K E" in await settle(pilot)


async def test_what_holds_stands_on_the_second_strip_and_both_texts_grow() -> None:
    async with stage(bench("crib", FIRST, SECOND)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(CribBench).focus()
        await pilot.press(*"the", "space", *"wife", "enter")
        shown = await settle(pilot)
        assert "THEWIFE @1.1" in pilot.app.screen.query_one("#second", Strip).text
        assert "THEWI FE··· " in shown
        assert "MEETA TT··· " in shown
        await pilot.press("delete")
        await settle(pilot)
        assert pilot.app.screen.query_one("#second", Strip).text.strip() == SECOND


async def test_a_crib_can_slide_over_neither_end() -> None:
    async with stage(bench("crib", FIRST, SECOND)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(CribBench).focus()
        await pilot.press("left", *"the", *["right"] * 40)
        assert "from letter 26" in await settle(pilot)


async def test_a_word_that_is_rubbed_out_takes_its_place_along() -> None:
    async with stage(bench("crib", FIRST, SECOND)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(CribBench).focus()
        await pilot.press(*"the", "right", "right", "backspace")
        assert "from letter 3" in await settle(pilot)
        await pilot.press("backspace", "backspace", *"wife")
        assert "from letter 1:" in await settle(pilot)


def test_cribs_on_the_strip_are_no_letters_of_the_text() -> None:
    found = look(Strips("EQNVZ", "IMVOC\nHELLO @1.1"))
    assert found.texts == ("EQNVZ", "IMVOC")
    assert found.grown == ("HELLO", "LATER")
