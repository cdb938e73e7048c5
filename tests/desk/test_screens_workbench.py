"""The workbench: strips and tools."""

from typing import Any

import pytest

from casefile.desk.bench.calls import CallsBench
from casefile.desk.bench.grid import GridBench
from casefile.desk.bench.morse import MorseBench
from casefile.desk.bench.strip import Strip
from casefile.desk.bench.tool import Strips
from casefile.desk.bench.workbench import WorkbenchScreen
from casefile.desk.preferences import Preferences
from tests.desk.paper_session import PaperSession
from tests.desk.stage import Stage, text_of

GRID = "Guard: Marlow, Dunne, Okafor\nDay: Monday, Tuesday, Wednesday"


class Bench(PaperSession):
    """A session whose bench was left in some state."""

    def __init__(self, **kept: Any) -> None:
        super().__init__()
        self._view = {"plain": 1, "bench": kept}


def stage(session: PaperSession, text: str = "") -> Stage:
    return Stage(WorkbenchScreen(session, Preferences(), text=text))  # type: ignore[arg-type]


async def settle(pilot: Any) -> str:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return text_of(pilot.app)


async def test_a_passage_from_a_paper_lands_on_the_free_strip_and_is_read() -> None:
    session = Bench(tool="morse", first="")
    async with stage(session, "▂▂▂ ▇▇▇ ▂▂▂").run_test() as pilot:
        assert "SOS" in await settle(pilot)
        assert session.used == ["morse"]


async def test_a_passage_does_not_wipe_what_is_on_the_first_strip() -> None:
    async with stage(Bench(first="kept"), "new").run_test() as pilot:
        await settle(pilot)
        strips = [strip.text for strip in pilot.app.screen.query(Strip)]
        assert strips == ["kept", "new"]


async def test_words_are_written_as_morse_while_one_types() -> None:
    async with stage(Bench(tool="morse")).run_test() as pilot:
        await pilot.press(*"sos")
        assert "··· −−− ···" in await settle(pilot)


async def test_what_a_tool_makes_after_it_was_taken_off_the_bench_goes_to_nobody() -> None:
    async with stage(Bench(tool="morse", first="... --- ...")).run_test() as pilot:
        await settle(pilot)
        bench = pilot.app.screen
        assert isinstance(bench, WorkbenchScreen)
        morse = bench.query_one(MorseBench)
        made = morse.work(Strips("... --- ...", ""))()
        await bench.action_turn(1)
        now = await settle(pilot)
        bench._taken(morse, made)
        assert await settle(pilot) == now


async def test_tapping_on_the_card_writes_letters_on_the_strip() -> None:
    async with stage(Bench(tool="morse")).run_test() as pilot:
        pilot.app.screen.query_one(MorseBench).focus()
        await pilot.press(".", "-", "space", "-", "space")
        assert "AT" in await settle(pilot)
        assert pilot.app.screen.query(Strip).first().text == ".- - "


async def test_the_mouse_alone_can_tap() -> None:
    async with stage(Bench(tool="morse")).run_test() as pilot:
        await settle(pilot)
        for x in (5, 30):
            await pilot.click(MorseBench, offset=(x, 12))
        await settle(pilot)
        assert pilot.app.screen.query(Strip).first().text == ". "


async def test_the_reckoner_answers_every_line_beside_it() -> None:
    async with stage(Bench(tool="reckoner", first="21.31 to 21.49\n3 4 5")).run_test(size=(120, 36)) as pilot:
        shown = await settle(pilot)
        assert "18 min" in shown
        assert "total 12" in shown


async def test_two_copies_are_laid_over_each_other_and_black_in_both_stays_black() -> None:
    first, second = "The [[black 5]] met on █████ night.", "The board met on █████ night."
    async with stage(Bench(tool="overlay", first=first, second=second)).run_test() as pilot:
        shown = await settle(pilot)
        assert "The board met on 1:█████ night." in shown
        assert "1 filled, 1 black in both" in shown


async def test_a_grid_is_read_off_the_strip_and_marked_with_keys() -> None:
    async with stage(Bench(tool="grid", first=GRID)).run_test() as pilot:
        await settle(pilot)
        grid = pilot.app.screen.query_one(GridBench)
        grid.focus()
        await pilot.press("t", "f", "right", "x")
        assert "@0.0 1.0 +" in grid.kept
        assert "Marlow and Tuesday" in text_of(pilot.app)


async def test_marks_that_cannot_all_hold_are_told() -> None:
    async with stage(Bench(tool="grid", first=GRID)).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(GridBench).focus()
        await pilot.press("t", "right", "t")
        words = [line[line.rindex("│") + 1 :] if "│" in line else line for line in text_of(pilot.app).splitlines()]
        assert "Marlow has two ticks under Day." in " ".join(" ".join(words).split())


async def test_a_click_on_a_box_of_the_grid_marks_it() -> None:
    async with stage(Bench(tool="grid", first=GRID)).run_test() as pilot:
        await settle(pilot)
        grid = pilot.app.screen.query_one(GridBench)
        lines = text_of(pilot.app).splitlines()
        row = next(y for y, line in enumerate(lines) if "  Okafor" in line)
        second = lines[row].index("·", lines[row].index("·") + 1)
        await pilot.click(offset=(second, row))
        await pilot.click(offset=(second, row))
        assert grid.kept.splitlines()[-1] == "@0.2 1.1 x"


async def test_leaving_keeps_strips_tool_and_marks_and_nothing_else_of_the_view() -> None:
    session = Bench(tool="grid", first=GRID)
    async with stage(session).run_test() as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(GridBench).focus()
        await pilot.press("x", "escape")
        await settle(pilot)
    kept = session.view()
    assert kept["plain"] == 1
    bench = kept["bench"]
    assert isinstance(bench, dict)
    assert (bench["tool"], bench["strips"]["grid"]) == ("grid", [GRID, ""])
    assert bench["grid"].endswith("x")


def strips_of(pilot: Any) -> list[str]:
    return [strip.text for strip in pilot.app.screen.query(Strip)]


async def test_every_tool_keeps_its_own_strips_now_and_next_time() -> None:
    session = Bench(strips={"grid": [GRID, "Dunne came first."], "reckoner": ["3 4 5", ""]}, tool="grid")
    async with stage(session).run_test() as pilot:
        await settle(pilot)
        await pilot.press("f3")
        assert "total 12" in await settle(pilot)
        assert strips_of(pilot) == ["3 4 5", ""]
        await pilot.press("end", "1", "f4")
        await settle(pilot)
        assert strips_of(pilot) == [GRID, "Dunne came first."]
        await pilot.press("escape")
        await settle(pilot)
    bench = session.view()["bench"]
    assert isinstance(bench, dict)
    assert bench["strips"] == {"grid": [GRID, "Dunne came first."], "reckoner": ["3 4 51", ""]}


async def test_what_was_sent_goes_along_to_the_next_tool_until_it_was_worked_on() -> None:
    async with stage(Bench(tool="overlay", first="a copy"), "▂▂▂ ▇▇▇ ▂▂▂").run_test() as pilot:
        await settle(pilot)
        await pilot.press("f2")
        assert "SOS" in await settle(pilot)
        await pilot.press("f5")
        await settle(pilot)
        assert strips_of(pilot) == ["a copy", "▂▂▂ ▇▇▇ ▂▂▂"]
        await pilot.press("x", "f2")
        await settle(pilot)
        assert strips_of(pilot) == ["", ""]


async def test_a_strip_is_emptied_with_one_key_and_comes_back_with_undo() -> None:
    async with stage(Bench(tool="reckoner", first="3 4 5")).run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert strips_of(pilot) == ["", ""]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert strips_of(pilot) == ["3 4 5", ""]


async def test_a_sent_passage_brings_its_lists_to_the_grid_and_itself_to_the_statements() -> None:
    passage = (
        "They came Monday to Wednesday. The three visitors were the piano tuner, the coal merchant and the estate "
        "agent. What was held over the three: a debt, a warrant and a locker."
    )
    async with stage(Bench(tool="grid"), passage).run_test() as pilot:
        await settle(pilot)
        assert strips_of(pilot) == [
            "Visitors: the piano tuner, the coal merchant, the estate agent\nWhat was held over: a debt, a warrant, a "
            "locker\nDay: Monday, Tuesday, Wednesday",
            passage,
        ]
        assert "coal merchant" in text_of(pilot.app)


async def test_the_statements_are_read_beside_the_grid_on_the_smallest_usual_terminal() -> None:
    statements = "\n".join(f"Statement {n} is about Dunne." for n in range(8))
    async with stage(Bench(strips={"grid": [GRID, statements]}, tool="grid")).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(GridBench).focus()
        shown = await settle(pilot)
        assert all(f"Statement {n}" in shown for n in range(6))
        assert shown.count("[·]") == 1


async def test_black_of_two_widths_is_told_strip_by_strip() -> None:
    async with stage(Bench(tool="overlay", first="The ██████ met.", second="The ████████ met.")).run_test() as pilot:
        assert "6 letters wide on strip 1, 8 on strip 2" in await settle(pilot)


async def test_only_tools_that_have_come_are_on_the_rack(monkeypatch: pytest.MonkeyPatch) -> None:
    session = PaperSession()
    monkeypatch.setattr(session, "tools", lambda: frozenset({"morse"}))
    async with stage(session).run_test() as pilot:
        shown = await settle(pilot)
        assert "f2 Morse" in shown
        assert "Reckoner" not in shown


async def test_without_any_tool_the_strips_can_be_written_on(monkeypatch: pytest.MonkeyPatch) -> None:
    session = PaperSession()
    monkeypatch.setattr(session, "tools", frozenset)
    async with stage(session).run_test() as pilot:
        await pilot.press("a", "ctrl+t", "ctrl+y", "ctrl+r")
        assert "No tool has come to the desk yet." in await settle(pilot)


async def test_what_is_pasted_onto_a_strip_carries_no_control_characters() -> None:
    from textual import events

    async with stage(Bench()).run_test() as pilot:
        strip = pilot.app.screen.query(Strip).first()
        strip.post_message(events.Paste("a\x1b[2Jb\u202ec\nd"))
        await settle(pilot)
        assert "\x1b" not in strip.text
        assert "\u202e" not in strip.text
        assert strip.text.endswith("\nd")


CALLS = """Hour  From  To  Seconds
09.00  1100  2200  40
09.01  3300  4400  5
09.30  1100  2200  61
09.32  3300  4400  4
10.10  2200  1100  9"""


class Indexed(Bench):
    def tools(self) -> frozenset[str]:
        return frozenset({"calls"})


async def test_keys_on_the_rows_of_a_table_write_the_question_on_the_second_strip() -> None:
    session = Indexed(tool="calls", strips={"calls": [CALLS, ""]})
    async with stage(session).run_test(size=(100, 36)) as pilot:
        assert "5 rows." in await settle(pilot)
        pilot.app.screen.query_one(CallsBench).focus()
        await pilot.press("right", "o")
        shown = await settle(pilot)
        assert "2 rows." in shown
        assert strips_of(pilot)[1] == "only From 1100"
        await pilot.press("backspace", "right", "right", "s")
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert strips_of(pilot)[1] == "sort Seconds down"
        await pilot.press("left", "left", "c")
        await settle(pilot)
        await pilot.press("c")
        assert "3 of them different" in await settle(pilot)
        assert strips_of(pilot)[1] == "sort Seconds down\ncount From To"


async def test_the_pair_of_a_row_is_asked_for_what_comes_soon_after() -> None:
    session = Indexed(tool="calls", strips={"calls": [CALLS, ""]})
    async with stage(session).run_test(size=(100, 36)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(CallsBench).focus()
        await pilot.press("right", "c")
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        await pilot.press("a")
        shown = await settle(pilot)
        assert strips_of(pilot)[1] == "after 3 From 1100 To 2200"
        assert "2 of 2  3300  4400" in shown


async def test_a_question_that_is_half_written_leaves_the_rows_where_they_are() -> None:
    session = Indexed(tool="calls", strips={"calls": [CALLS, "sort col"]})
    async with stage(session).run_test(size=(100, 36)) as pilot:
        await settle(pilot)
        second = list(pilot.app.screen.query(Strip))[1]
        second.text = "sort seconds"
        assert "09.32" in await settle(pilot)
        second.text = "sort colour"
        shown = await settle(pilot)
        assert "There is no column “colour”" in shown
        assert "09.32" in shown


async def test_a_second_sheet_of_a_list_goes_on_below_the_first() -> None:
    session = Indexed(tool="calls", strips={"calls": [CALLS, "only 1100"]})
    async with stage(session, "11.00  5500  1100  7").run_test(size=(100, 36)) as pilot:
        assert "4 rows." in await settle(pilot)
        assert strips_of(pilot) == [f"{CALLS}\n11.00  5500  1100  7", "only 1100"]
