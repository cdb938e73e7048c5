"""A memo of which no two copies are the same: how far they are apart, what the quotation proves, what is refused."""

import random
import re
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from casefile.tools import TOOLS
from tests.kinds.conftest import deals
from tests.kinds.sample import Values
from tests.kinds.samples_canary import MEMO, loose_papers, memo_papers, table_papers

KIND = KINDS["canary"]
SLOTS = {
    name: [one.strip() for one in said.split("|")] for name, said in re.findall(r"\{(\w+):([^}]*)\}", MEMO["text"])
}


def codes(values: Values) -> dict[int, list[str]]:
    """What each copy has at each slot, read off its text."""
    pieces = re.split(r"\{(\w+):[^}]*\}", " ".join(MEMO["text"].split()))
    pieces[1::2] = [f"({'|'.join(map(re.escape, SLOTS[name]))})" for name in pieces[1::2]]
    pieces[::2] = map(re.escape, pieces[::2])
    found = {copy["number"]: re.fullmatch("".join(pieces), copy["text"]) for copy in values["copies"]}
    return {number: list(match.groups()) for number, match in found.items() if match}


def has(text: str, said: str) -> bool:
    return re.search(rf"\b{re.escape(said)}\b", text) is not None


def differs(values: Values, number: int) -> list[str]:
    """Quoted words that are not in a copy."""
    text = values["copies"][number - 1]["text"]
    return [quoted["said"] for quoted in values["quoted"] if not has(text, quoted["said"])]


def test_every_copy_is_the_memo_and_any_two_differ_in_three_places() -> None:
    for riddle in deals("canary"):
        found = codes(riddle.values)
        assert list(found) == list(range(1, 11))
        for one, other in combinations(found.values(), 2):
            assert sum(left != right for left, right in zip(one, other, strict=True)) >= 3


def test_every_place_has_two_words_or_more_among_the_copies() -> None:
    for riddle in deals("canary"):
        assert all(len(set(column)) > 1 for column in zip(*codes(riddle.values).values(), strict=True))


def test_one_copy_has_all_that_is_quoted_and_every_other_lacks_two_of_it() -> None:
    for riddle in deals("canary"):
        values = riddle.values
        for number in range(1, 11):
            lacking = len(differs(values, number))
            assert lacking == 0 if number == values["number"] else lacking >= 2


def test_the_quotation_has_six_slots_word_for_word_and_of_the_others_no_word() -> None:
    shown = set()
    for riddle in deals("canary"):
        quoted = [one["said"] for one in riddle.values["quoted"]]
        in_it = [said for variants in SLOTS.values() for said in variants if has(riddle.values["leak"], said)]
        assert in_it == quoted
        assert len(quoted) == 6
        shown.add(tuple(name for name, variants in SLOTS.items() if set(variants) & set(quoted)))
    assert len(shown) > 5


def test_no_two_quoted_words_single_the_copy_out_and_each_quoted_word_counts() -> None:
    for riddle in deals("canary"):
        quoted = [set(one["copies"]) for one in riddle.values["quoted"]]
        right = {riddle.values["number"]}
        assert all(one & other > right for one, other in combinations(quoted, 2))
        missed = [word for one in riddle.values["almost"] for word in differs(riddle.values, one["number"])]
        assert sorted(missed) == sorted(one["said"] for one in riddle.values["quoted"])


def test_the_copies_that_nearly_fit_are_near_misses_and_say_where_they_do_not() -> None:
    for riddle in deals("canary"):
        almost = riddle.values["almost"]
        assert [(miss.why, miss.answer) for miss in riddle.near] == [
            ("almost", (str(one["number"]), *one["words"])) for one in almost
        ]
        for one in almost:
            assert [differing["quoted"] for differing in one["differs"]] == differs(riddle.values, one["number"])
            text = riddle.values["copies"][one["number"] - 1]["text"]
            assert all(has(text, said) for said in (*one["words"], *(differing["has"] for differing in one["differs"])))


def test_what_is_asked_for_stands_in_the_copy_and_not_in_the_quotation() -> None:
    for riddle in deals("canary"):
        number, *words = riddle.answers[0]
        text = riddle.values["copies"][int(number) - 1]["text"]
        assert all(has(text, word) for word in words)
        assert not any(has(riddle.values["leak"], word) for name in MEMO["asked"] for word in SLOTS[name])


def test_the_space_is_every_copy_with_every_word_of_the_lists_that_are_asked_for() -> None:
    proof = deals("canary")[0].certificate
    assert proof.space == proof.searched == 10 * 6**3 > 2**11


def test_any_copy_may_be_the_one_unless_the_story_says_which() -> None:
    assert {riddle.values["number"] for riddle in deals("canary")} == set(range(1, 11))
    for seed in range(5):
        assert KIND.generate({**MEMO, "leaked": 7}, {}, random.Random(seed)).answers[0][0] == "7"


def test_with_eight_words_quoted_there_are_four_copies_that_nearly_fit() -> None:
    values = KIND.generate({**MEMO, "shown": 8}, {}, random.Random(1)).values
    assert (len(values["quoted"]), len(values["almost"])) == (8, 4)


@pytest.mark.parametrize("papers", [memo_papers, table_papers, loose_papers])
def test_copies_may_stand_in_one_paper_or_in_a_table_or_each_by_itself(
    papers: Callable[[Values], dict[str, str]],
) -> None:
    for riddle in deals("canary")[:20]:
        assert KIND.solve(papers(riddle.values), KIND.public(MEMO)) == riddle.answers[0]


def test_the_tool_shows_the_column_that_agrees_and_does_not_name_it() -> None:
    for riddle in deals("canary")[:20]:
        args = {"copies": memo_papers(riddle.values)["memo"], "quotation": riddle.values["leak"]}
        head, *rows = [line.split() for line in TOOLS["collate"].run(args).partition("\n\n")[0].splitlines()]
        quoted = [row for row in rows if len(row) == len(head) + 1]
        agreeing = [number for at, number in enumerate(head[:-1], 1) if all(row[at] == row[-1] for row in quoted)]
        assert agreeing == [riddle.answers[0][0]]
        assert len(rows) == len(SLOTS)


def test_papers_that_quote_a_copy_otherwise_lead_to_it_and_a_missing_one_to_none() -> None:
    riddle = deals("canary")[0]
    papers, other = memo_papers(riddle.values), riddle.values["almost"][0]
    for differing in other["differs"]:
        papers["cutting"] = papers["cutting"].replace(differing["quoted"], differing["has"])
    assert KIND.solve(papers, KIND.public(MEMO)) == (str(other["number"]), *other["words"])
    del papers["cutting"]
    with pytest.raises(Refusal, match="agree with what is quoted"):
        KIND.solve(papers, KIND.public(MEMO))


def test_a_copy_that_is_missing_is_missed() -> None:
    papers = loose_papers(deals("canary")[0].values)
    del papers["copy-3"]
    with pytest.raises(Refusal, match="have 9 copies of a text, not 10"):
        KIND.solve(papers, KIND.public(MEMO))


def text(old: str, new: str) -> Mapping[str, Any]:
    assert old in MEMO["text"]
    return {"text": MEMO["text"].replace(old, new)}


def leak(old: str, new: str) -> Mapping[str, Any]:
    assert old in MEMO["leak"]
    return {"leak": MEMO["leak"].replace(old, new)}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"copies": 13}, "8 to 12 `copies`"),
        ({"shown": 7}, "6 or 8 slots `shown`"),
        ({"leaked": 11}, "8 to 12 `copies`"),
        ({"text": "No slot."}, "8 to 14 slots"),
        (text("{when:", "{gate:"), "a name of its own"),
        (text("warm | window", "warm"), "2 to 12 variants"),
        (text(" gate {when", "{when"), "between two slots"),
        (text("The visitor", "*The visitor*"), "no markup"),
        (text("{seat: warm", "{seat warm"), "no braces but those of its slots"),
        (leak("{name}", "{nobody}"), "slots of the `text` and no others"),
        (leak("{name}", "{taken}"), "each once"),
        ({"shown": 8, **leak("{name}", "tired")}, "of the slots in the `leak`"),
        (leak("Our", "[[mark x]]"), "the `leak` has no markup"),
        ({"asked": ["luggage"]}, "2 to 4 slots are `asked`"),
        ({"asked": ["luggage", "seat"]}, "not in the `leak`"),
        (text("warm | window", "warm | warm"), "share no word"),
        (text("warm | window", "warm | very warm"), "share no word"),
        (text("| soda |", "| plain soda |"), "one word each"),
        (text("At supper he", "At the main table he"), "“main” is for “gate” alone"),
        (leak("disused", "very old"), "“old” is for “house” alone"),
        (leak("Our", "Window seats! Our"), "“window” is for “seat” alone"),
    ],
)
def test_a_memo_that_cannot_be_dealt_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KIND.generate({**MEMO, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
