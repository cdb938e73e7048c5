"""What every tool of the workbench promises."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.errors import Refusal
from casefile.tools import TOOLS, Tool

TEXTS = st.text(max_size=300)
PIECES = [*"ab ,.;\n[]:█▓·-–▂▇▁ 0123456789=x|/", "[[black 3]]", "[black: 4]", "long ", "21.40 "]
MARKED = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)
LONG = {
    "one word": "a" * 200_000,
    "words": "a " * 100_000,
    "marks": ". - " * 50_000,
    "numbers": "1 " * 100_000,
    "brackets": "[" * 100_000,
    "blacks": "[[black 3]] " * 20_000,
    "stops": "!" * 100_000 + "a",
    "blanks": "1" + " " * 100_000,
}

QUICK = {"words", "stops"}


@pytest.fixture(params=sorted(TOOLS))
def tool(request: pytest.FixtureRequest) -> Tool:
    return TOOLS[request.param]


def test_each_tool_says_in_one_line_what_it_does_and_takes(tool: Tool) -> None:
    for text in (tool.title, tool.about, *(parameter.about for parameter in tool.parameters)):
        assert text
        assert "\n" not in text
    assert len(tool.about) <= 110
    assert TOOLS[tool.id] is tool


def test_each_tool_can_do_its_own_example(tool: Tool) -> None:
    shown = tool.run({parameter.id: parameter.example for parameter in tool.parameters})
    assert shown
    assert max(map(len, shown.splitlines())) <= 76


def test_a_tool_with_nothing_to_do_says_what_it_wants(tool: Tool) -> None:
    for nothing in ({}, {parameter.id: " \n " for parameter in tool.parameters}):
        with pytest.raises(Refusal) as caught:
            tool.run(nothing)
        assert caught.value.code.startswith("tool-")


@pytest.mark.parametrize("name", sorted(TOOLS))
@settings(max_examples=60, deadline=None)
@given(first=TEXTS | MARKED, second=TEXTS | MARKED)
def test_any_text_gives_an_answer_within_the_paper_or_a_refusal(name: str, first: str, second: str) -> None:
    args = dict(zip((parameter.id for parameter in TOOLS[name].parameters), (first, second), strict=False))
    with contextlib.suppress(Refusal):
        assert all(len(line) <= 76 for line in TOOLS[name].run(args).splitlines())


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", [pytest.param(one, marks=() if one in QUICK else pytest.mark.slow) for one in LONG])
def test_a_text_of_any_length_is_done_with_soon(tool: Tool, text: str) -> None:
    with contextlib.suppress(Refusal):
        tool.run({parameter.id: LONG[text] for parameter in tool.parameters})
