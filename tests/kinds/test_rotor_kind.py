"""A message from a machine with wheels: what is printed, what reads it, and what is refused."""

import random
import re
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from casefile.kinds.conformance import prove
from casefile.tools import TOOLS
from casefile.tools.rotor_machine import Wheels, encipher, is_reflector, places, turned
from tests.kinds.conftest import deals
from tests.kinds.samples_rotor import ROTOR, ROTOR_OPEN, rotor_open_papers, rotor_papers

MACHINE = KINDS["rotor"]


def letters(text: str) -> str:
    return re.sub("[^A-Z]", "", text.upper())


def read_with(values: Any, setting: str, crib: str = "") -> str:
    """What the tool makes of the papers as they are printed."""
    return TOOLS["rotor"].run({"text": values["cipher"], "wheels": values["card"], "set": setting, "crib": crib})


def test_a_machine_of_an_unknown_order_keeps_the_contract_with_its_wheels_in_a_table() -> None:
    assert prove(MACHINE, ROTOR_OPEN, rotor_open_papers, seeds=2).space == 48


def test_the_key_reads_the_message_and_stands_for_no_letter_itself() -> None:
    for riddle in deals("rotor"):
        values = riddle.values
        said = read_with(values, f"{' '.join(values['order'])} {values['key']}").partition("\n\n")[0]
        assert letters(said) == letters(values["clear"])
        assert all(one != other for one, other in zip(letters(values["cipher"]), letters(said), strict=True))
        assert is_reflector(values["reflector"])


def test_each_crib_is_left_few_places_and_the_true_one_several() -> None:
    for riddle in deals("rotor"):
        values = riddle.values
        first, last = ROTOR["within"]
        for crib in values["crib_places"]:
            can = [at + 1 for at in places(letters(crib["text"]), letters(values["cipher"]))]
            assert crib["places"] == [at for at in can if first <= at <= last]
            assert len(crib["places"]) <= 6
            if crib["text"] == values["crib"]:
                assert len(crib["places"]) >= 2
                assert values["crib_at"] in crib["places"]


def test_one_run_of_all_gives_the_key_and_all_others_give_nothing() -> None:
    for riddle in deals("rotor")[:4]:
        values = riddle.values
        for crib in values["crib_places"]:
            for at in crib["places"]:
                said = read_with(values, " ".join(values["order"]), f"{crib['text']} @{at}")
                is_true = (crib["text"], at) == (values["crib"], values["crib_at"])
                assert f"windows {values['key']} at the start" in said if is_true else "none of 17,576" in said


def test_who_gives_the_windows_at_the_crib_or_another_part_of_the_message_nearly_has_it() -> None:
    for riddle in deals("rotor"):
        values = riddle.values
        key, here = values["key"], values["key_at_crib"]
        assert here == turned(key, values["crib_at"] - 1)
        assert riddle.answers[0][-1] == key
        assert [(miss.why, miss.answer) for miss in riddle.near] == [
            ("windows-at-crib", (*riddle.answers[0][:-1], here)),
            ("other", tuple(values["mistaken"])),
        ]


def test_the_toy_works_as_it_says() -> None:
    assert [at + 1 for at in places("TEAPOT", "TQEXANBOIP")] == [5]
    assert turned("CKB", -4) == "CJX"


def test_wheels_that_the_author_has_wired_are_not_dealt() -> None:
    wired = {"II": "AJDKSIRUXBLHWTMCQGZNPYFVOE"}
    mirror = "YRUHQSLDPXNGOKMIEBFZCWVJAT"
    riddle = MACHINE.generate({**ROTOR, "wirings": wired, "reflector": mirror}, {}, random.Random(1))
    rows = {row["name"]: row["wiring"] for row in riddle.values["wheels"]}
    assert (rows["II"], riddle.values["reflector"]) == (wired["II"], mirror)
    assert len(set(rows.values())) == 5


def test_without_the_cribs_or_without_the_card_the_message_stays_shut() -> None:
    papers = rotor_papers(deals("rotor")[0].values)
    for paper, why in (("habits", "gives a message"), ("card", "do not show three wheels"), ("intercept", "gives a")):
        with pytest.raises(Refusal, match=why):
            MACHINE.solve({**papers, paper: ""}, MACHINE.public(ROTOR))


def test_the_solver_has_the_key_from_the_papers_and_not_from_the_order_alone() -> None:
    riddle = deals("rotor")[1]
    papers = rotor_papers(riddle.values)
    other = encipher(letters(riddle.values["clear"]), _wheels(riddle.values), "QQQ")
    groups = " ".join(re.findall(".{1,5}", other))
    changed = {**papers, "intercept": re.sub(r"```figure.*```", groups, papers["intercept"], flags=re.DOTALL)}
    assert MACHINE.solve(changed, MACHINE.public(ROTOR)) == (*riddle.answers[0][:-1], "QQQ")


def _wheels(values: Any) -> Wheels:
    rows = {row["name"]: row["wiring"] for row in values["wheels"]}
    left, middle, right = (rows[name] for name in values["order"])
    return Wheels(left, middle, right, values["reflector"])


FLAT = ["{who} {crib} {thing} {way} {day}"]
TWICE = [f"{ROTOR['messages'][0]} {{crib}}"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cribs": ROTOR["cribs"][:1]}, "two `cribs` or more"),
        ({"cribs": ["short", "regards to all at the office"]}, "12 to 40 letters"),
        ({"cribs": ["regards to all at the office", "regards to all at"]}, "part of another"),
        ({"cribs": ["regards to {who} at the office", "no change at the harbour"]}, "word for word"),
        ({"words": {**ROTOR["words"], "key": ["A", "B"]}}, "no lists of words"),
        ({"answer": ["{crib}"]}, "nobody is asked for the crib"),
        ({"messages": TWICE}, "once"),
        ({"messages": FLAT}, "wants 90"),
        ({"answer": ["{key}"]}, "in `answer` what is asked for"),
        ({"mistaken": ["{day}"]}, "a text for each field"),
        ({"mistaken": ["{day}", "the sea"]}, "does not stand in"),
        ({"wheels": ["I", "II"]}, "three to five `wheels`"),
        ({"wheels": ["I", "II", "II"]}, "called the same"),
        ({"reflector_name": "III"}, "called the same"),
        ({"wirings": {"VI": "ABC"}}, "belongs to one of the `wheels`"),
        ({"wirings": {"I": "A" * 26}}, "all 26 letters once"),
        ({"wirings": {"I": "YRUHQSLDPXNGOKMIEBFZCWVJAT"}}, "taken for the reflector"),
        ({"reflector": "EKMFLGDQVZNTOWYHXUSPAIBRCJ"}, "pairs the 26 letters"),
        ({"within": [16, 7]}, "two numbers each"),
        ({"within": [10, 16]}, "begins at letter 9 to 11"),
        ({"within": [7, 10]}, "begins at letter 9 to 11"),
        ({"places": [1, 6]}, "2 `places` at least"),
        ({"within": [1, 60]}, "can always stand at too many places"),
    ],
)
def test_what_cannot_be_dealt_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        MACHINE.generate({**ROTOR, **change}, {}, random.Random(1))
