"""The code sheet: what is counted, compared and added up in codes."""

import pytest

from casefile.errors import Refusal
from casefile.tools import TOOLS


def sheet(text: str) -> list[list[str]]:
    return [line.split() for line in TOOLS["keypad"].run({"codes": text}).splitlines()]


def test_a_code_is_counted_and_put_in_order() -> None:
    assert sheet("040730")[1] == ["040730", "0<4>0<7>3>0", "14", "2", "4", "0x3", "125689"]
    assert sheet("112233")[1][1:] == ["1=1<2=2<3=3", "12", "4", "2", "1x2", "2x2", "3x2", "0456789"]
    assert sheet("419073")[1][-2:] == ["-", "2568"]


def test_every_two_places_are_added_and_taken_from_one_another() -> None:
    lines = sheet("419073")
    added, minus = (dict(zip(head, row, strict=True)) for head, row in (lines[3:5], lines[6:8]))
    assert (added["added"], minus["minus"]) == ("419073", "419073")
    assert (added["AB"], added["CF"], added["DE"]) == ("5", "12", "7")
    assert (minus["AB"], minus["CF"], minus["DE"]) == ("3", "6", "-7")
    assert len(added) == 1 + 15


@pytest.mark.parametrize(
    "text",
    [
        "419073",
        "|4|1|9|0|7|3|opened|",
        "4 1 9 0 7 3  opened",
        "12  419073  opened\nNo. 1234567 is a telephone",
        "4 │ 1 │ 9 │ 0 │ 7 │ 3 │ opened",
        "**419073** and once more 419073",
    ],
)
def test_a_code_is_found_in_a_line_a_row_or_a_table(text: str) -> None:
    lines = sheet(text)
    assert lines[1][0] == "419073"
    assert lines[2] == []


def test_a_text_without_codes_is_refused() -> None:
    with pytest.raises(Refusal, match="codes of six digits") as caught:
        TOOLS["keypad"].run({"codes": "41907\n4190733"})
    assert caught.value.code == "tool-keypad-empty"
