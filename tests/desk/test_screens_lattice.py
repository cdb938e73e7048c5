"""The tracing paper on the workbench: lines and crosses on the streets of a plan."""

from typing import Any

import pytest

from casefile.desk.bench.lattice import LatticeBench
from casefile.desk.bench.strip import Strip
from tests.desk.test_screens_slips import AllTools, bench
from tests.desk.test_screens_workbench import settle, stage, strips_of

PLAN = "3 . a\n. 2 .\n0 b 1"
DRAWN = """       1     2     3
    ┌─────┬─────┬─────┐
  1 │  3  │     │  a  │
    ├─────┼─────┼─────┤
  2 │     │  2  │     │
    ├─────┼─────┼─────┤
  3 │  0  │  b  │  1  │
    └─────┴─────┴─────┘"""


def marks(pilot: Any) -> str:
    return strips_of(pilot)[1]


@pytest.mark.parametrize("plan", [PLAN, DRAWN])
async def test_lines_and_crosses_are_drawn_with_keys_and_stand_on_the_second_strip(plan: str) -> None:
    async with stage(bench("lattice", plan)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(LatticeBench).focus()
        await pilot.press("space", "right", "x", "down", "space")
        shown = await settle(pilot)
        assert marks(pilot) == "1.1n x1.2n 1.2w"
        assert "╺━━━━━┓  ×  ·" in shown
        assert "row 1, block 2, west side  walked" in shown


async def test_space_goes_on_to_a_cross_and_to_nothing_and_u_takes_back() -> None:
    async with stage(bench("lattice", PLAN)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(LatticeBench).focus()
        await pilot.press("space", "right", "space", "space")
        await settle(pilot)
        assert marks(pilot) == "1.1n x1.2n"
        await pilot.press("space")
        await settle(pilot)
        assert marks(pilot) == "1.1n"
        await pilot.press("left", "backspace", "u")
        await settle(pilot)
        assert marks(pilot) == ""


async def test_what_was_wiped_comes_back_with_u() -> None:
    async with stage(bench("lattice", PLAN, "1.1n 1.1w")).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(LatticeBench).focus()
        await pilot.press("backspace")
        await settle(pilot)
        assert marks(pilot) == "1.1n 1.1w -1.1n"
        await pilot.press("u")
        assert "╺━━━━━" in (await settle(pilot)).replace("┏", "╺")
        assert marks(pilot) == "1.1n 1.1w"


async def test_a_click_on_a_street_marks_it_and_one_into_a_block_does_not() -> None:
    async with stage(bench("lattice", PLAN)).run_test(size=(80, 24)) as pilot:
        lines = (await settle(pilot)).splitlines()
        row = next(y for y, line in enumerate(lines) if "1     3" in line)
        block = lines[row].index("3")
        await pilot.click(offset=(block, row - 1))
        await settle(pilot)
        await pilot.click(offset=(block + 3, row))
        await settle(pilot)
        await pilot.click(offset=(block, row))
        await settle(pilot)
        assert marks(pilot) == "1.1n 1.2w"


async def test_a_count_that_cannot_be_kept_any_more_is_told() -> None:
    async with stage(bench("lattice", PLAN, "3.1w")).run_test(size=(80, 24)) as pilot:
        assert "Row 3, block 1 cannot have its 0." in await settle(pilot)


async def test_keys_that_are_struck_fast_all_count() -> None:
    async with stage(bench("lattice", PLAN)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(LatticeBench).focus()
        for _ in range(2):
            await pilot.press("space", "right", "space", "right", "space", "left", "left", "down", "space", "up")
        await settle(pilot)
        assert marks(pilot).split()[:4] == ["1.1n", "1.2n", "1.3n", "1.1w"]
        assert len(marks(pilot).split()) == 8


async def test_the_cursor_reaches_every_street_and_leaves_none() -> None:
    async with stage(bench("lattice", PLAN)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        tool = pilot.app.screen.query_one(LatticeBench)
        tool.focus()
        for _ in range(7):
            await pilot.press(*["left"] * 4)
            await pilot.press("x", *["right", "x"] * 4, "down")
        await settle(pilot)
        assert len(set(marks(pilot).split())) == 24


async def test_a_mark_that_is_none_leaves_the_plan_and_says_so() -> None:
    async with stage(bench("lattice", PLAN, "1.1n")).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one("#second", Strip).text = "1.1n nonsense"
        shown = await settle(pilot)
        assert "“nonsense” is no mark" in shown
        assert "╺━━━━━╸" in shown


async def test_the_marks_are_there_again_next_time() -> None:
    session: AllTools = bench("lattice", PLAN)
    async with stage(session).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(LatticeBench).focus()
        await pilot.press("space", "escape")
        await settle(pilot)
    kept = session.view()["bench"]
    assert isinstance(kept, dict)
    assert kept["strips"]["lattice"] == [PLAN, "1.1n"]


async def test_another_plan_begins_anew_and_the_same_one_goes_on() -> None:
    for sent, kept in ((PLAN, [PLAN, "1.1n"]), (DRAWN, [DRAWN, ""]), ("No plan at all.", [PLAN, "1.1n"])):
        async with stage(bench("lattice", PLAN, "1.1n"), sent).run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert strips_of(pilot) == kept
