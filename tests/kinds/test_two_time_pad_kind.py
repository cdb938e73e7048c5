"""Messages under one pad: what is printed, what reads it, and what is refused."""

import random
import re
from typing import Any

import pytest
from secretpy import Vigenere  # type: ignore[import-untyped]
from secretpy import alphabets as al

from casefile.errors import Refusal
from casefile.kinds import KINDS
from casefile.kinds.two_time_pad_search import search
from casefile.tools import TOOLS
from casefile.tools.crib import Fixed, encipher, grow
from tests.kinds.conftest import deals
from tests.kinds.samples_pad import PAD, pad_papers

PAD_KIND = KINDS["two-time-pad"]


def letters(text: str) -> str:
    return re.sub("[^A-Z]", "", text.upper())


def whole(text: str) -> str:
    return letters(text) + "X" * (-len(letters(text)) % 5)


def test_only_the_messages_of_the_answer_have_one_pad() -> None:
    for riddle in deals("two-time-pad"):
        numbers = {sheet["serial"]: sheet["pad"] for sheet in riddle.values["sheets"]}
        assert numbers["T-19"] == numbers["T-22"] == riddle.values["pad"]
        assert len(set(numbers.values())) == len(numbers) - 1


def test_the_difference_of_the_two_is_what_is_drawn_and_the_pad_is_gone_from_it() -> None:
    for riddle in deals("two-time-pad"):
        first, second = (whole(one["text"]).lower() for one in riddle.values["clears"])
        assert letters(riddle.values["diff"]) == Vigenere().decrypt(first, second, al.ENGLISH).upper()


def test_the_cribs_of_the_papers_stand_where_they_are_said_to_stand_and_open_the_other_text() -> None:
    for riddle in deals("two-time-pad"):
        ciphers = {sheet["serial"]: letters(sheet["cipher"]) for sheet in riddle.values["sheets"]}
        clears = {one["serial"]: whole(one["text"]) for one in riddle.values["clears"]}
        assert len(riddle.values["crib_places"]) >= 3
        fixed = [
            Fixed(1 + (crib["serial"] == "T-22"), crib["at"] - 1, letters(crib["text"]))
            for crib in riddle.values["crib_places"]
        ]
        for grown, serial in zip(grow(ciphers["T-19"], ciphers["T-22"], fixed), ("T-19", "T-22"), strict=True):
            assert all(char in ("·", right) for char, right in zip(grown, clears[serial], strict=True))


def test_the_toy_works_as_it_says() -> None:
    assert encipher("TEATWO", "KLMNOP") == "DPMGKD"
    assert encipher("HATBOX", "KLMNOP") == "RLFOCM"
    shown = TOOLS["crib"].run({"first": "DPMGKD", "second": "RLFOCM", "crib": "TEA"})
    assert "1 HAT*" in shown
    assert "1 FIH*" in shown


def test_who_takes_the_other_message_nearly_has_it() -> None:
    for riddle in deals("two-time-pad"):
        assert [(miss.answer, miss.why) for miss in riddle.near] == [
            (tuple(riddle.values["mistaken"]), "other-message")
        ]


def test_three_messages_under_one_pad_are_read_too() -> None:
    third = {
        "serial": "T-31",
        "texts": ["Nobody has asked me what I would do. I have told them that I would do it alone, {when}, and pay."],
    }
    params = {**PAD, "messages": [*PAD["messages"], third]}
    riddle = PAD_KIND.generate(params, {}, random.Random(3))
    assert PAD_KIND.solve(pad_papers(riddle.values), PAD_KIND.public(params)) == riddle.answers[0]
    assert len({sheet["pad"] for sheet in riddle.values["sheets"]}) == 3


def test_without_a_word_of_theirs_in_the_papers_the_texts_stay_shut() -> None:
    riddle = deals("two-time-pad")[0]
    papers = {"traffic": pad_papers(riddle.values)["traffic"]}
    with pytest.raises(Refusal, match="gives a message"):
        PAD_KIND.solve(papers, PAD_KIND.public(PAD))


def test_without_the_numbers_of_the_pads_nobody_knows_which_two_belong_together() -> None:
    riddle = deals("two-time-pad")[0]
    papers = {name: text.replace(riddle.values["pad"], "unread") for name, text in pad_papers(riddle.values).items()}
    with pytest.raises(Refusal, match="No other message"):
        PAD_KIND.solve(papers, PAD_KIND.public(PAD))


def test_the_search_finds_the_readings_that_a_search_by_hand_finds() -> None:
    words = ["HE", "SHE", "SAW", "WAS", "THE", "A", "LION", "ALONE", "ON", "LET", "HER", "HERE"]
    clears, pad = ("SHESAWALION", "HEWASALONEX"), "QWERTYUIOPA"
    found = search([encipher(text, pad) for text in clears], words)
    texts = {""}
    for _ in range(6):
        texts |= {text + word for text in texts for word in words if len(text + word) <= 11}
    filled = {text + "X" * (11 - len(text)) for text in texts if 7 <= len(text) <= 11}
    steps = [ord(one) - ord(other) for one, other in zip(*clears, strict=True)]
    by_hand = {
        (one, other)
        for one in filled
        if (other := "".join(chr((ord(a) - 65 - step) % 26 + 65) for a, step in zip(one, steps, strict=True))) in filled
    }
    assert found.best[0][1] == clears
    assert {texts for _, texts in found.best} <= by_hand
    assert (len(found.best) == 1) == (len(by_hand) == 1)


def one(serial: str, text: str) -> dict[str, Any]:
    return {"serial": serial, "texts": [text]}


SHORT = "Meet me by the old {place} and come {how}."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"messages": PAD["messages"][:1]}, "two messages"),
        ({"others": ["T-19"]}, "no two are the same"),
        ({"others": ["T-1"]}, "begins as another"),
        ({"others": ["seventeen"]}, "written like T-19"),
        ({"asked": "T-17"}, "names one of the messages"),
        ({"pad": "##"}, "three figures"),
        ({"cribs": ["the wife"]}, "3 `cribs`"),
        ({"cribs": ["the bell", "a goat", "no crib"]}, "lack three of the cribs"),
        ({"mistaken": ["the {inn}"]}, "a text for each field"),
        ({"mistaken": ["the {place}", "{how}"]}, "does not stand in"),
        ({"answer": ["the {inn}", "{day}"]}, "does not stand in"),
        ({"cribs": ["{nothing}", "the wife", "{how}"]}, "list of words “nothing”"),
        ({"messages": [PAD["messages"][0], one("T-22", SHORT)]}, "wants 60"),
    ],
)
def test_what_cannot_be_dealt_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        PAD_KIND.generate({**PAD, **change}, {}, random.Random(1))
