"""The keypad: its rule is read once more from the words in which it is printed, and tried on every code."""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise, product
from math import comb
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS, Riddle
from casefile.kinds.keypad_codes import codes_of, members
from casefile.kinds.keypad_params import PHRASES, KeypadParams
from casefile.kinds.keypad_rules import KINDS as CLAUSES
from casefile.kinds.keypad_rules import Clause, clauses, holds
from tests.kinds.conftest import deals
from tests.kinds.samples_keypad import KEYPAD, keypad_papers

Test = Callable[[dict[str, int], list[int]], bool]
PLAIN = {key: value for key, value in KEYPAD.items() if key != "wording"}

SENTENCES: dict[str, Callable[..., Test]] = {
    r"([A-F]) and ([A-F]) add up to (\d+)\.": lambda p, q, n: lambda at, _: at[p] + at[q] == int(n),
    r"([A-F]) is (\d) more than ([A-F])\.": lambda p, n, q: lambda at, _: at[p] - at[q] == int(n),
    r"([A-F]) is (?:more|greater) than ([A-F])\.": lambda p, q: lambda at, _: at[p] > at[q],
    r"([A-F]) to ([A-F]) (rise|fall)\.": lambda p, q, how: lambda at, _: all(
        (at[right] - at[left]) * (1 if how == "rise" else -1) > 0
        for left, right in pairwise("ABCDEF"["ABCDEF".index(p) : "ABCDEF".index(q) + 1])
    ),
    r"(No|Just one|Just two) digits? stands? twice\.": lambda many: lambda _, all_six: (
        sorted(all_six.count(digit) for digit in {*all_six})
        == {"No": [1] * 6, "Just one": [1, 1, 1, 1, 2], "Just two": [1, 1, 2, 2]}[many]
    ),
    r"([A-F]) is (odd|even)\.": lambda p, how: lambda at, _: at[p] % 2 == (how == "odd"),
    r"All six add up to (\d+)\.": lambda n: lambda _, all_six: sum(all_six) == int(n),
    r"What all six add up to can be divided by (\d)\.": lambda n: lambda _, all_six: sum(all_six) % int(n) == 0,
    r"ABC is (more|less) than DEF\.": lambda how: lambda at, _: (
        (at["A"] * 100 + at["B"] * 10 + at["C"] - at["D"] * 100 - at["E"] * 10 - at["F"])
        * (1 if how == "more" else -1) > 0
    ),
    r"Of the six, (\d) are odd\.": lambda n: lambda _, all_six: len([1 for one in all_six if one % 2]) == int(n),
    r"There is (a|no) (\d) in it\.": lambda how, n: lambda _, all_six: (int(n) in all_six) == (how == "a"),
}  # fmt: skip


@cache
def meaning(sentence: str) -> Test:
    ((made, match),) = [(made, match) for text, made in SENTENCES.items() if (match := re.fullmatch(text, sentence))]
    return made(*match.groups())


def keeps(sentence: str, code: str) -> bool:
    """Whether a code does what a printed clause says."""
    return meaning(sentence)(dict(zip("ABCDEF", map(int, code), strict=True)), [int(digit) for digit in code])


def rule(riddle: Riddle) -> list[str]:
    return [clause["text"] for clause in riddle.values["rule"]]


def broken(riddle: Riddle, code: str) -> list[str]:
    return [sentence for sentence in rule(riddle) if not keeps(sentence, code)]


def log(riddle: Riddle, said: str) -> Iterator[dict[str, str]]:
    return (row for row in riddle.values["log"] if row["said"] == said)


@pytest.mark.parametrize("kind", CLAUSES)
def test_a_clause_means_what_it_says_and_has_the_codes_that_keep_it(kind: str) -> None:
    stream, keypad = random.Random(kind), KeypadParams()
    for clause in clauses([kind]):
        codes = codes_of(clause)
        for code in (f"{stream.randrange(10**6):06d}" for _ in range(25)):
            kept = keeps(keypad.sentence(clause), code)
            assert holds(clause, tuple(map(int, code))) is kept
            assert bool(codes >> int(code) & 1) is kept


def test_codes_of_a_set_come_in_order_with_their_leading_noughts() -> None:
    found = list(members(codes_of(Clause("total", number=12))))
    assert found[:2] == ["000039", "000048"]
    assert found == sorted(found)
    assert len(found) == comb(17, 5) - 6 * comb(7, 5)


def test_one_code_only_has_the_given_digits_and_obeys_the_rule() -> None:
    for riddle in deals("keypad")[:8]:
        places = ("0123456789" if sign == "?" else sign for sign in riddle.values["given"])
        codes = ("".join(code) for code in product(*places))
        assert [code for code in codes if not broken(riddle, code)] == [riddle.answers[0][0]]


def test_what_was_opened_obeys_the_rule_and_what_was_refused_breaks_one_clause_of_it() -> None:
    for riddle in deals("keypad"):
        assert not any(broken(riddle, row["code"]) for row in log(riddle, "opened"))
        assert all(len(broken(riddle, row["code"])) == 1 for row in log(riddle, "stayed shut"))
        assert (len([*log(riddle, "opened")]), len([*log(riddle, "stayed shut")])) == (5, 6)


def test_a_refused_code_is_an_opened_one_with_one_digit_changed_or_two_swapped() -> None:
    for riddle in deals("keypad"):
        opened = {row["code"] for row in log(riddle, "opened")}
        for row in log(riddle, "stayed shut"):
            assert row["like"] in opened
            changed = [(new, old) for new, old in zip(row["code"], row["like"], strict=True) if new != old]
            assert len(changed) == 1 or changed[0] == changed[1][::-1] != changed[0][::-1]


def test_nothing_in_the_log_has_the_given_digits_but_for_what_breaks_the_rule() -> None:
    for riddle in deals("keypad"):
        for row in log(riddle, "opened"):
            assert any(
                sign not in {"?", digit} for sign, digit in zip(riddle.values["given"], row["code"], strict=True)
            )


def test_suspects_are_true_of_all_that_was_opened_and_each_step_leaves_one_to_blame() -> None:
    for riddle in deals("keypad"):
        suspects, found = riddle.values["suspects"], list[str]()
        assert set(rule(riddle)) <= set(suspects)
        assert all(keeps(one, row["code"]) for one in suspects for row in log(riddle, "opened"))
        for step in riddle.values["steps"]:
            blamed = [{one for one in suspects if not keeps(one, by["code"])} for by in step["by"]]
            assert step["text"] in set.intersection(*blamed)
            found.append(step["text"])
        assert sorted(found) == sorted(rule(riddle))


def test_near_misses_break_one_clause_each_and_another_each() -> None:
    for riddle in deals("keypad"):
        codes = [code for (code,) in riddle.values["near"]["one_clause"]]
        assert [(code,) for code in codes] == [near.answer for near in riddle.near]
        assert sorted(clause for code in codes for clause in broken(riddle, code)) == sorted(rule(riddle))
        for code in codes:
            assert all(sign in {"?", digit} for sign, digit in zip(riddle.values["given"], code, strict=True))


def test_rules_are_of_many_sorts() -> None:
    assert len({tuple(row["no"] for row in riddle.values["rule"]) for riddle in deals("keypad")}) >= 8


def test_digits_of_the_authors_are_kept_and_a_stranger_need_not_search_them() -> None:
    params = {**KEYPAD, "given": "4?1?*?"}
    riddle = KINDS["keypad"].generate(params, {}, random.Random(4))
    code = riddle.answers[0][0]
    assert (code[0], code[2]) == ("4", "1")
    assert riddle.values["given"] == f"4?1?{code[4]}?"
    assert riddle.values["known"] == [
        {"place": "A", "digit": "4"}, {"place": "C", "digit": "1"}, {"place": "E", "digit": code[4]}
    ]  # fmt: skip
    assert riddle.certificate.space == 10_000


def test_a_leaflet_may_have_fewer_kinds_and_then_numbers_only_those() -> None:
    named = ["pair", "apart", "run", "total", "parity", "digit", "more"]
    for seed in range(4):
        riddle = KINDS["keypad"].generate({**PLAIN, "leaflet": named}, {}, random.Random(seed))
        assert [row["text"] for row in riddle.values["leaflet"]] == [PHRASES[k].leaflet for k in CLAUSES if k in named]
        assert all(row["no"] <= len(named) for row in riddle.values["rule"])


def test_a_log_that_no_rule_fits_is_not_guessed_at() -> None:
    riddle = deals("keypad")[0]
    papers = keypad_papers(riddle.values)
    shut = next(log(riddle, "stayed shut"))["digits"]
    papers["log"] += f"\n|{'|'.join(shut)}|opened|"
    with pytest.raises(Refusal, match="No rule of the leaflet") as caught:
        KINDS["keypad"].solve(papers, KINDS["keypad"].public(KEYPAD))
    assert caught.value.code == "kind-unsolved"


def test_without_the_given_digits_nothing_is_answered() -> None:
    papers = keypad_papers(deals("keypad")[0].values)
    del papers["slip"]
    with pytest.raises(Refusal, match="0 codes open"):
        KINDS["keypad"].solve(papers, KINDS["keypad"].public(KEYPAD))


def test_codes_in_one_cell_and_rows_with_a_number_are_read_too() -> None:
    riddle = deals("keypad")[1]
    rows = riddle.values["log"]
    whole = "\n".join(f"|{at}|{row['code']}|{row['said']}|" for at, row in enumerate(rows))
    apart = "\n".join(f"{at}  {'  '.join(row['digits'])}  {row['said']}" for at, row in enumerate(rows))
    for text in (whole, apart):
        papers = {**keypad_papers(riddle.values), "log": text}
        assert KINDS["keypad"].solve(papers, KINDS["keypad"].public(KEYPAD)) == riddle.answers[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"given": "4?????"}, "two or three"),
        ({"given": "**???"}, "six signs"),
        ({"given": "**??x?"}, "six signs"),
        ({"leaflet": ["pair", "run"]}, "7 kinds of clause"),
        ({"leaflet": [*CLAUSES[:7], "prime"]}, "of: pair, apart"),
        ({"leaflet": [*CLAUSES[:7], "pair"]}, "each once"),
        ({"accepted": 8}, "5 to 7"),
        ({"refused": 4}, "5 to 7"),
        ({"words": ["shut", "Shut"]}, "two different words"),
        ({"words": ["1", "2"]}, "without figures"),
        ({"wording": {"prime": {"leaflet": "x", "clause": ["y"]}}}, "no kind of clause"),
        ({"wording": {"more": {"leaflet": "x", "clause": ["{p} is more."]}}}, r"\{p\} \{q\} once each"),
        ({"wording": {"halves": {"leaflet": "x", "clause": ["ABC is more."]}}}, "2 of `clause`"),
    ],
)
def test_a_keypad_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KINDS["keypad"].generate({**KEYPAD, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
