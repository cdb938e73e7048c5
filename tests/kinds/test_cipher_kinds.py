"""The kinds that hide a text: what their papers show, their toys, and what they refuse."""

import random
import re
from collections.abc import Mapping
from typing import Any

import pytest
from secretpy import ColumnarTransposition, Playfair, Vigenere  # type: ignore[import-untyped]
from secretpy import alphabets as al

from casefile.errors import Refusal
from casefile.kinds import KINDS, Riddle
from casefile.tools import TOOLS, checkerboard, columnar, playfair, vigenere
from casefile.tools.counter import look_up, nth
from tests.kinds.conftest import deals
from tests.kinds.samples import SAMPLES
from tests.kinds.samples_ciphers import CIPHERS

HAND = ("vigenere", "playfair", "columnar", "checkerboard")
KEYED = ("vigenere", "playfair", "columnar")
LONG = "Nobody at the wharf has seen the second lorry since it left the weighbridge; ask the keeper for the {what}."


def deal(kind: str, seed: int = 1, **change: Any) -> Riddle:
    return KINDS[kind].generate({**SAMPLES[kind].params, **change}, {}, random.Random(seed))


def solve(kind: str, papers: Mapping[str, str], **change: Any) -> tuple[str, ...]:
    return KINDS[kind].solve(papers, KINDS[kind].public({**SAMPLES[kind].params, **change}))


def shown(values: Mapping[str, Any], name: str = "cipher") -> str:
    return re.sub(r"\s", "", values[name])


def spelled(values: Mapping[str, Any]) -> str:
    return re.sub("[^A-Z]", "", values["clear"].upper())


def test_what_vigenere_prints_is_what_secretpy_writes() -> None:
    for riddle in deals("vigenere"):
        values = riddle.values
        theirs = Vigenere().encrypt(spelled(values).lower(), values["keyword"].lower(), al.ENGLISH)
        assert shown(values) == theirs.upper()


def test_what_columns_print_is_what_secretpy_writes() -> None:
    for riddle in deals("columnar"):
        values = riddle.values
        theirs = ColumnarTransposition().encrypt(spelled(values).lower(), values["keyword"].lower(), al.ENGLISH)
        assert shown(values) == theirs.upper()


def test_what_playfair_prints_is_what_secretpy_writes() -> None:
    for riddle in deals("playfair"):
        values = riddle.values
        text = "".join(playfair.pairs(spelled(values))).lower()
        theirs = Playfair().encrypt(text, values["keyword"].lower(), al.ENGLISH_SQUARE_IJ)
        assert shown(values) == shown(values, "pairs") == theirs.upper()


def test_the_drawn_board_alone_reads_the_station() -> None:
    for riddle in deals("checkerboard")[:20]:
        head, top, *below = riddle.values["board"].splitlines()
        cells = {head[at]: top[at] for at in range(4, min(len(head), len(top)), 2) if top[at] != " "}
        for row in below:
            cells |= {row[0] + head[at]: row[at] for at in range(4, len(row), 2)}
        said, held = "", ""
        for figure in shown(riddle.values):
            held += figure
            if held in cells:
                said, held = said + cells[held], ""
        assert said.replace(".", "") == spelled(riddle.values)


@pytest.mark.parametrize("kind", HAND)
def test_a_cipher_is_long_enough_for_its_key(kind: str) -> None:
    for riddle in deals(kind):
        assert riddle.values["letters"] >= max(60, 3 * riddle.values["key_bits"] / 3.2)
        assert len(shown(riddle.values)) >= riddle.values["letters"]


@pytest.mark.parametrize("kind", sorted(CIPHERS))
def test_a_riddle_brings_its_rules(kind: str) -> None:
    values = deal(kind).values
    assert values["card"].startswith("1. ")
    assert values["card_alt"].split(";")[0].split()[0] in values["card"]


@pytest.mark.parametrize("kind", sorted(CIPHERS))
def test_a_field_can_show_the_shape_of_its_answer(kind: str) -> None:
    riddle = deal(kind)
    shapes = [re.sub(r"\d+", lambda size: int(size[0]) * "X", pattern) for pattern in riddle.values["patterns"]]
    assert shapes == [f"({re.sub('[A-Z]', 'X', field)})" for field in riddle.answers[0]]


@pytest.mark.parametrize("kind", KEYED)
def test_a_keyword_from_another_puzzle_stands_in_no_paper_and_is_brought_along(kind: str) -> None:
    riddle = deal(kind, keyword="Quagmire")
    assert riddle.values["keyword"] == "QUAGMIRE"
    papers = {"intercept": f"```figure {riddle.values['cipher_alt']}\n{riddle.values['cipher']}\n```"}
    assert solve(kind, papers, keyword="Quagmire") == riddle.answers[0]
    with pytest.raises(Refusal, match="gives a message"):
        solve(kind, papers)


@pytest.mark.parametrize("kind", HAND)
def test_the_text_and_the_key_may_be_the_authors_own(kind: str) -> None:
    key = "ET AON RIS" if kind == "checkerboard" else "PALISADE"
    text = LONG.replace("{what}", "jam jar")
    own: dict[str, Any] = {"messages": [text], "words": {}, "answer": ["jam jar"], "keyword": key, "keywords": []}
    with pytest.raises(Refusal, match="say in `space`"):
        deal(kind, **own)
    riddle = deal(kind, **own, space=4000)
    assert riddle.answers[0] == ("JAM JAR",)
    assert riddle.certificate.space == 4000
    assert riddle.refused
    assert {near.why for near in riddle.near} >= {"keyword", "whole"}


def test_playfair_takes_an_i_for_a_j_and_has_a_word_for_the_x() -> None:
    change: dict[str, Any] = {"messages": [LONG], "words": {"what": ["yellow jar", "small jar"]}, "answer": ["{what}"]}
    pads = set()
    for seed in range(12):
        riddle = deal("playfair", seed, **change)
        assert (riddle.answers[0][0].replace("J", "I"),) in riddle.answers
        pads |= {near.answer[0] for near in riddle.near if near.why == "padding"}
    assert "YELXLOWIAR" in pads or "SMALXLIARX" in pads


def test_the_open_columns_are_the_spaces_of_the_row_or_the_authors() -> None:
    assert deal("checkerboard", keywords=["AT ONE SIR"]).values["gaps"] == [2, 6]
    assert deal("checkerboard", keywords=["NOTARIES"], gaps=[1, 9]).values["row"] == "N_OTARIES_"


def test_the_numbers_point_at_the_words_of_the_book() -> None:
    for riddle in deals("book")[:30]:
        text = "\n\n".join(f"{row['no']}. {row['text']}" for row in riddle.values["book"])
        places = [(int(a), int(b), int(c)) for a, b, c in (place.split(".") for place in riddle.values["places"])]
        assert "".join(look_up(text, places)).upper() == spelled(riddle.values)


def test_a_book_can_be_read_by_first_letters() -> None:
    change: dict[str, Any] = {
        "by": "letter",
        "messages": ["Ask {who}"],
        "words": {"who": ["Hobbs", "Tansen", "Gorran"]},
    }
    riddle = deal("book", **change, answer=["Ask {who}"])
    assert [near.why for near in riddle.near] == ["words"]
    papers = SAMPLES["book"].papers(riddle.values)
    assert solve("book", papers, **change, answer=["Ask {who}"]) == riddle.answers[0]


def test_the_wrong_edition_says_nothing() -> None:
    riddle = deal("book")
    papers = {name: text for name, text in SAMPLES["book"].papers(riddle.values).items() if name != "manual"}
    with pytest.raises(Refusal, match="gives a message"):
        solve("book", papers)


def test_the_counter_finds_what_a_letter_hides() -> None:
    for riddle in deals("null")[:30]:
        letter = "Dear Ruth,\n\n" + "\n\n".join(riddle.values["paragraphs"]) + "\n\nM"
        assert nth(letter, riddle.values["nth"]) == list(riddle.values["counted"])
        assert "".join(word[0] for word in riddle.values["counted"]).upper() == spelled(riddle.values)


def test_no_sentence_of_a_letter_stands_there_twice() -> None:
    for riddle in deals("null"):
        assert len(set(riddle.values["sentences"])) == len(riddle.values["sentences"])


def test_a_letter_can_hide_whole_words() -> None:
    change: dict[str, Any] = {
        "messages": ["burn the {what}"],
        "words": {"what": ["map", "list"]},
        "answer": ["the {what}"],
        "unit": "word",
        "nth": 3,
        "bank": [["You should burn fewer coals.", "Please mind the stove.", "No good map shows us.", "Send no list."]],
    }
    riddle = deal("null", **change)
    papers = {"letter": "\n\n".join(riddle.values["paragraphs"])}
    assert solve("null", papers, **change) == riddle.answers[0]


TOYS = {
    "vigenere": (vigenere.decipher("DIY", "KEY"), "TEA"),
    "playfair": (playfair.decipher("SFMW", "LAMP"), "TEAX"),
    "columnar": (columnar.decipher("ETNESDA", columnar.order("CAB")), "SENDTEA"),
    "checkerboard": (checkerboard.decipher("1502501", checkerboard.board("AT ONE SIR")), "TEAHAT"),
    "book": ("".join(look_up("7. Ann was late. She blamed the tram, as ever.", [(7, 2, 4)])).upper(), "TRAM"),
    "null": ("".join(w[0] for w in nth("Please take the key. We each did well. Now alter nothing.", 2)).upper(), "TEA"),
}


@pytest.mark.parametrize("kind", sorted(CIPHERS))
def test_the_toy_works_as_it_says(kind: str) -> None:
    worked, said = TOYS[kind]
    assert worked == said
    assert said in re.sub("[^A-Z]", "", deal(kind).toy)


@pytest.mark.parametrize("kind", sorted(CIPHERS))
def test_the_tool_of_a_cipher_reads_what_was_dealt(kind: str) -> None:
    values = deal(kind).values
    text, key = {
        "book": (
            "\n\n".join(f"{row['no']}. {row['text']}" for row in values.get("book", [])),
            values.get("cipher", ""),
        ),
        "null": ("\n\n".join(values.get("paragraphs", [])), str(values.get("nth"))),
        "checkerboard": (values.get("cipher", ""), values.get("row", "")),
    }.get(kind, (values.get("cipher", ""), values.get("keyword", "")))
    tool = TOOLS[KINDS[kind].tool]
    first, second = (parameter.id for parameter in tool.parameters)
    read = tool.run({first: text, second: key}).split("\n\n")[0].upper()
    hidden = "".join(playfair.pairs(spelled(values))) if kind == "playfair" else spelled(values)
    assert hidden in re.sub("[^A-Z]", "", read)


def test_accents_are_dropped_as_in_a_telegram() -> None:
    riddle = deal("vigenere", messages=[LONG], words={"what": ["crème brûlée", "Glühwein"]}, answer=["the {what}"])
    assert riddle.answers[0][0] in {"THE CREME BRULEE", "THE GLUHWEIN"}
