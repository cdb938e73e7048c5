"""The blotted account number: one holder has the right check digits, and others go right by some mistake."""

import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from casefile.tools import TOOLS
from tests.kinds.conftest import deals
from tests.kinds.samples_money import ACCOUNT, account_papers

KIND = KINDS["account"]


def mod97(text: str, letters: int = 10) -> int:
    """A text as one number, divided; a letter is its place in the alphabet, counted from so many."""
    figures = (sign if sign.isdigit() else str(ord(sign) - ord("A") + letters) for sign in text.replace(" ", ""))
    return int("".join(figures)) % 97


def turned(whole: str) -> str:
    plain = whole.replace(" ", "")
    return plain[4:] + plain[:4]


def filled(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Everything that can be under the blot, and the number with it."""
    for number in range(100):
        gap = f"{number:02d}"
        yield gap, values["blotted"].replace("[[black 2]]", gap)


def test_one_filling_of_a_hundred_is_right_and_it_stands_in_the_ledger_under_one_name() -> None:
    for riddle in deals("account"):
        values = riddle.values
        right = [(gap, whole) for gap, whole in filled(values) if mod97(turned(whole)) == 1]
        assert right == [(values["digits"], values["number"])]
        listed = [row["holder"] for row in values["ledger"] if values["number"].endswith(f" {row['number']}")]
        assert listed == [values["holder"]]
        assert riddle.answers == ((values["digits"], values["holder"]),)


def test_five_holders_agree_with_all_that_can_be_read() -> None:
    for riddle in deals("account"):
        values = riddle.values
        shape = re.compile(values["blotted"].replace("[[black 2]]", r"\d\d"))
        agreeing = [row["holder"] for row in values["ledger"] if shape.fullmatch(f"{values['front']} {row['number']}")]
        assert len(agreeing) == 5
        assert agreeing == [row["holder"] for row in values["agreeing"]]
        assert [row["leaves"] for row in values["agreeing"]].count(1) == 1


def test_nobody_else_in_the_ledger_comes_out_right_behind_the_front_of_the_slip() -> None:
    for riddle in deals("account"):
        values = riddle.values
        right = [row["holder"] for row in values["ledger"] if mod97(turned(f"{values['front']} {row['number']}")) == 1]
        assert right == [values["holder"]]


def test_each_near_miss_is_right_by_the_mistake_that_it_is_named_for() -> None:
    for riddle in deals("account"):
        values = riddle.values
        whole = dict(filled(values))
        gaps = {why: whole[gap] for why, (gap, _) in values["near"].items()}
        assert mod97(gaps["unmoved"]) == 1
        assert mod97(turned(gaps["letters"]), letters=1) == 1
        assert mod97(turned(gaps["nought"])) == 0
        assert values["near"]["swapped"][0] == values["digits"][::-1]
        assert values["near"]["elsewhere"][0] == values["digits"]
        numbers = {row["holder"]: row["number"] for row in values["ledger"]}
        for why, (gap, holder) in values["near"].items():
            assert (whole[gap] == f"{values['front']} {numbers[holder]}") is (why != "elsewhere")


def test_the_blot_lies_within_a_group_and_not_always_in_the_same() -> None:
    blotted = [riddle.values["blotted"] for riddle in deals("account")]
    assert all(re.search(r"(?:^| )\d*\[\[black 2\]\]\d*(?: |$)", text) for text in blotted)
    assert len({text.index("[[") for text in blotted}) > 5


def test_the_holder_may_be_the_authors_and_is_else_not_always_the_same() -> None:
    for seed in range(10):
        params = {**ACCOUNT, "holder": "Ivy House Nominees"}
        assert KIND.generate(params, {}, random.Random(seed)).answers[0][1] == "Ivy House Nominees"
    assert len({riddle.values["holder"] for riddle in deals("account")}) > 8


def test_the_tool_leaves_one_for_the_right_holder_when_the_ledger_is_laid_on_the_strip() -> None:
    for riddle in deals("account")[:20]:
        values = riddle.values
        agreeing = [f"{row['holder']}  {row['number']}" for row in values["agreeing"]]
        said = TOOLS["checkdigits"].run({"numbers": "\n".join(agreeing), "front": values["front"]})
        ones = [line for line in said.splitlines() if line.split()[0] == "1"]
        assert len(ones) == 1
        assert ones[0].endswith(values["holder"])


def test_the_tool_does_not_fill_the_blot() -> None:
    for riddle in deals("account")[:20]:
        said = TOOLS["checkdigits"].run({"numbers": riddle.values["blotted"], "front": ""})
        assert riddle.values["number"] not in said
        assert "cannot be divided" in said


def test_a_number_that_is_broken_over_two_lines_and_drawn_with_blots_is_read_too() -> None:
    for riddle in deals("account")[:20]:
        papers = account_papers(riddle.values)
        drawn = riddle.values["blotted"].replace("[[black 2]]", "██")
        papers["slip"] = f"> To\n> {drawn[:10]}\n{drawn[10:]}, at once."
        assert KIND.solve(papers, {}) == riddle.answers[0]


def test_without_the_ledger_nobody_is_named() -> None:
    papers = account_papers(deals("account")[0].values)
    del papers["ledger"]
    with pytest.raises(Refusal, match="0 stand in the ledger"):
        KIND.solve(papers, {})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"country": "ly"}, "two capital letters"),
        ({"bank": "LYR7"}, "two capital letters"),
        ({"holders": ACCOUNT["holders"][:9]}, "10 to 20"),
        ({"holders": [*ACCOUNT["holders"], "Alder and Co", "alder & co."]}, "all different"),
        ({"holders": [*ACCOUNT["holders"], "a|b"]}, "no bar"),
        ({"holder": "Nobody"}, "“Nobody” is not"),
    ],
)
def test_a_ledger_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KIND.generate({**ACCOUNT, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
