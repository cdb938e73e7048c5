"""Check digits: numbers turned about, written in figures and divided, and never guessed."""

import pytest

from casefile.errors import Refusal
from casefile.tools import TOOLS


def said(numbers: str, front: str = "") -> list[str]:
    return TOOLS["checkdigits"].run({"numbers": numbers, "front": front}).splitlines()


@pytest.mark.parametrize(
    "number", ["GB82 WEST 1234 5698 7654 32", "gb82west12345698765432", "DE89370400440532013000", "NO9386011117947"]
)
def test_numbers_that_the_standard_gives_as_right_leave_one(number: str) -> None:
    assert said(number)[0].endswith(" leaves 1.")


def test_one_number_is_shown_step_by_step() -> None:
    assert said("GB82 WEST 1234 5698 7654 32") == [
        "GB82 WEST 1234 5698 7654 32 leaves 1.",
        "",
        "turned about  WEST 1234 5698 7654 32 GB82",
        "in figures    3214282912345698765432161182",
    ]


def test_several_numbers_are_told_by_what_they_leave_in_their_order() -> None:
    table = said("GB82 WEST 1234 5698 7654 32\nGB82 WEST 1234 5698 7654 33; GB28 WEST 1234 5698 7654 32")
    assert [line.split()[0] for line in table[1:]] == ["1", "28", "44"]


@pytest.mark.parametrize(
    "ledger",
    [
        "|Holder|Number|\n|-|-|\n|Ann & Co.|1234 5698 7654 32|\n|Bob 7|1234 5698 7654 33|",
        "Holder     Number\nAnn & Co.  1234 5698 7654 32\nBob 7      1234 5698 7654 33",
        "1234 5698 7654 32;1234 5698 7654 33",
        "- Holder: Ann; Number: 1234 5698 7654 32.\n- Holder: Bob; Number: 1234 5698 7654 33.",
    ],
)
def test_a_ledger_may_be_laid_on_the_strip_and_what_is_in_front_is_written_once(ledger: str) -> None:
    rows = [line.split() for line in said(ledger, "gb82 west")[1:]]
    assert [(row[0], row[1], row[6]) for row in rows] == [("1", "GB82", "32"), ("28", "GB82", "33")]


@pytest.mark.parametrize("blot", ["??", "██", "..", "[[black 2]]", "[black: 2]"])
def test_a_number_with_a_blot_is_turned_about_and_not_filled(blot: str) -> None:
    lines = said(f"GB82 WEST 1234 56{blot} 7654 32")
    assert lines[0] == "GB82 WEST 1234 56?? 7654 32 cannot be divided: signs are missing."
    assert lines[-1] == "in figures    32142829123456??765432161182"


def test_figures_without_a_country_are_told_beside_those_that_can_be_divided() -> None:
    table = said("GB82 WEST 1234 5698 7654 32\n1234 5698 7654 32")
    assert [line.split()[0] for line in table[1:3]] == ["1", "?"]
    assert "two letters and two check digits" in table[-1]


@pytest.mark.parametrize("text", ["1234 5698 7654 32", "GB82 " + "9" * 40])
def test_a_single_number_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="two letters and two check digits"):
        said(text)
