"""The workbench with tools that have no bench of their own, and with more tools than the rack has room for."""

from typing import Any

import pytest

from casefile.desk.bench.rack import BENCHES, KEYS
from casefile.desk.bench.slip import SlipBench
from casefile.tools import TOOLS
from tests.desk.test_screens_workbench import Bench, settle, stage, strips_of

VIGENERE = "LXFOP VEFRN HR"


class AllTools(Bench):
    """A session to which every tool has come."""

    def tools(self) -> frozenset[str]:
        return frozenset(TOOLS)


def bench(tool: str, first: str = "", second: str = "") -> AllTools:
    return AllTools(tool=tool, strips={tool: [first, second]})


async def test_a_tool_reads_both_strips_while_one_types() -> None:
    async with stage(bench("vigenere", VIGENERE)).run_test() as pilot:
        assert "Give the table a keyword" in await settle(pilot)
        await pilot.press("tab", *"lemon")
        shown = await settle(pilot)
        assert "ATTACKATDAWN" in shown
        assert "LEMON LEMON LE" in shown


async def test_the_strips_are_named_after_what_a_tool_takes() -> None:
    async with stage(bench("columnar")).run_test() as pilot:
        shown = await settle(pilot)
        assert "strip 1: text" in shown
        assert "strip 2: keyword or numbers" in shown
        assert "such as ZEBRAS" in shown


async def test_the_key_is_not_overwritten_with_the_result_which_alone_is_copied() -> None:
    async with stage(bench("vigenere", VIGENERE, "lemon")).run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+r", "ctrl+y")
        await settle(pilot)
        assert strips_of(pilot) == [VIGENERE, "lemon"]
        assert pilot.app.clipboard == "ATTACKATDAWN"


async def test_the_text_that_is_wiped_takes_the_slip_along() -> None:
    async with stage(bench("vigenere", VIGENERE, "lemon")).run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+l")
        assert "ATTACK" not in await settle(pilot)


@pytest.mark.parametrize("tool", sorted(TOOLS.keys() - BENCHES.keys()))
async def test_every_tool_without_a_bench_shows_its_own_example(tool: str) -> None:
    parameters = TOOLS[tool].parameters
    texts = [parameter.example for parameter in parameters]
    async with stage(bench(tool, *texts)).run_test(size=(80, 24)) as pilot:
        shown = " ".join((await settle(pilot)).split())
        made = TOOLS[tool].run(dict(zip((parameter.id for parameter in parameters), texts, strict=True)))
        assert " ".join(made.splitlines()[0].split()) in shown
        assert len(texts) <= 2


async def test_the_tool_on_the_bench_is_always_on_the_rack() -> None:
    async with stage(bench("morse")).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for place, tool in enumerate(TOOLS):
            await pilot.press(f"f{place + 2}" if place < KEYS else "ctrl+t")
            rack = (await settle(pilot)).splitlines()[1]
            assert (f"f{place + 2} " if place < KEYS else "") + TOOLS[tool].title in rack
            assert ("‹" in rack) == ("Morse" not in rack)


async def test_the_last_tools_are_taken_by_key_and_by_click() -> None:
    async with stage(bench("morse")).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f10")
        await settle(pilot)
        assert tool_of(pilot) == "counter"
        line = (await settle(pilot)).splitlines()[1]
        await pilot.click(offset=(line.index("Columns") + 1, 1))
        await settle(pilot)
        assert tool_of(pilot) == "columnar"


def tool_of(pilot: Any) -> str:
    return str(pilot.app.screen.query_one(SlipBench).name_of_tool)
