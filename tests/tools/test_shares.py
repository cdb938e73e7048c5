"""Shares of shares: what is multiplied along each path, and what is left to whoever reads it."""

import pytest

from casefile.errors import Refusal
from casefile.tools import TOOLS

REGISTER = (
    "|Company|Holder|Per cent|\n|-|-|-|\n|Kite|Lark|50|\n|Kite|Ann|20|\n|Kite|Bob|30|\n|Lark|Ann|60|\n|Lark|Cay|40|"
)


def said(company: str, register: str = REGISTER) -> list[str]:
    return TOOLS["shares"].run({"register": register, "company": company}).splitlines()


def test_every_holding_is_told_with_its_part_of_the_whole_path_by_path() -> None:
    assert said("Kite") == [
        "Per cent of Kite, and of the one above:",
        " 100.0    Kite",
        "  50.0    . 50 % Lark",
        "  30.0    . . 60 % Ann *",
        "  20.0    . . 40 % Cay *",
        "  20.0    . 20 % Ann *",
        "  30.0    . 30 % Bob *",
        "",
        "* is no company of the register.",
    ]


def test_one_may_begin_with_any_company_and_with_the_first_letters_of_its_name() -> None:
    assert [line.split()[0] for line in said("la")[1:4]] == ["100.0", "60.0", "40.0"]


@pytest.mark.parametrize(
    "register",
    [
        "Company | Holder | Per cent\n--------+--------+---------\nKite    | Lark   | 12.5 %\nLark    | Ann    | 30",
        "Holdings of that year, from the files.\n\nKite  Lark  12,5\nLark  Ann  30",
        "Kite  Lark  12.5; Lark  Ann  30 per cent",
        "- Company: Kite; Holder: Lark; Per cent: 12.5.\n- Company: Lark; Holder: Ann; Per cent: 30.",
    ],
)
def test_a_register_is_read_however_it_is_printed(register: str) -> None:
    assert said("Kite", register)[2:4] == ["  12.5    . 12.5 % Lark", "   3.75   . . 30 % Ann *"]


def test_two_rows_for_one_holder_are_one_holding() -> None:
    assert said("A", "A  B  10\nA  B  15\nA  C  75")[2] == "  25.0    . 25 % B *"


@pytest.mark.parametrize(
    ("company", "register", "words"),
    [
        ("", REGISTER, "there are: Kite, Lark"),
        ("Moth", REGISTER, "there are: Kite, Lark"),
        ("Ann", REGISTER, "there are: Kite, Lark"),
        ("A", "A  B  50\nB  C  50\nC  B  10", "“B” holds a part of itself"),
        ("A", "nothing\nat all", "Give it a register"),
        ("c10", "\n".join(f"c{at}  c{at + 1}  99" for at in range(10, 30)), "more than 12 companies"),
    ],
)
def test_what_cannot_be_followed_is_said(company: str, register: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        said(company, register)


def test_a_register_that_grows_without_end_is_cut_off() -> None:
    wide = "\n".join(f"c{at}  {holder}  1" for at in range(8) for holder in (f"c{at + 1}", f"c{at + 2}"))
    many = wide + "\n" + "\n".join(f"c8  p{at}  1" for at in range(60))
    shown = said("c0", many)
    assert "… and more." in shown
    assert len(shown) < 320
