"""The collator: which passages are copies, where they differ, and what a quotation has of it."""

import pytest

from casefile.errors import Refusal
from casefile.tools import TOOLS
from casefile.tools.collate import Place, collate, copies, quoted, words

TEXTS = (
    "The cat came in by the back door, and it was a little wet.",
    "The cat got in by the back door, and it was a little cold.",
    "The cat got in by the front door, and it was a little wet.",
)
PLAIN = [words(text) for text in TEXTS]
NUMBERED = {
    "numbered paragraphs": "\n\n".join(f"{at}. {text}" for at, text in zip((4, 7, 9), TEXTS, strict=True)),
    "words before the number": "\n\n".join(f"Copy no. {at}: {text}" for at, text in zip((4, 7, 9), TEXTS, strict=True)),
    "a heading each": "\n\n".join(f"== Copy {at} ==\n\n{text}" for at, text in zip((4, 7, 9), TEXTS, strict=True)),
    "rows as markup": "|Copy|Text|\n|-|-|\n"
    + "\n".join(f"|{at}|{text}|" for at, text in zip((4, 7, 9), TEXTS, strict=True)),
    "rows of a passage": "Copy  Text\n" + "\n".join(f"{at}  {text}" for at, text in zip((4, 7, 9), TEXTS, strict=True)),
    "rows in columns": "Copy | Text\n-----+-----\n"
    + "\n".join(
        f"{at}    | {text.replace(' by', chr(10) + '     | by')}" for at, text in zip((4, 7, 9), TEXTS, strict=True)
    ),
    "rows for the ear": "\n".join(f"- Copy: {at}; Text: {text}" for at, text in zip((4, 7, 9), TEXTS, strict=True)),
    "other passages about": "A memo about nothing at all was sent.\n\n"
    + "\n\n".join(f"{at}. {text}" for at, text in zip((4, 7, 9), TEXTS, strict=True))
    + "\n\nIt was not read by anybody.",
}


def run(texts: str, quotation: str = "") -> list[str]:
    return TOOLS["collate"].run({"copies": texts, "quotation": quotation}).splitlines()


@pytest.mark.parametrize("text", NUMBERED.values(), ids=NUMBERED)
def test_copies_are_found_by_their_likeness_and_called_by_their_numbers(text: str) -> None:
    found = copies(text)
    assert [one.number for one in found] == ["4", "7", "9"]
    assert [one.words[-len(said) :] for one, said in zip(found, PLAIN, strict=True)] == PLAIN


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_copies_without_numbers_are_counted(between: str) -> None:
    assert [one.number for one in copies(between.join(TEXTS))] == ["1", "2", "3"]


def test_a_number_that_all_copies_have_is_part_of_the_text() -> None:
    found = copies("\n\n".join(f"On 3 March {text}" for text in TEXTS))
    assert [one.number for one in found] == ["1", "2", "3"]
    assert {one.words[:3] for one in found} == {("On", "3", "March")}


def test_a_place_has_what_each_copy_has_there_and_the_words_about_it() -> None:
    places = collate(copies("\n\n".join(TEXTS)))
    assert [(place.variants, place.has) for place in places] == [
        ((("came",), ("got",)), (0, 1, 1)),
        ((("back",), ("front",)), (0, 0, 1)),
        ((("wet",), ("cold",)), (0, 1, 0)),
    ]
    assert (places[1].before, places[1].after) == (("by", "the"), ("door",))
    assert (places[2].before, places[2].after) == (("a", "little"), ())


def test_capitals_and_stops_make_no_difference_and_a_word_that_is_left_out_does() -> None:
    (place,) = collate(copies("The very old cat came in.\n\nthe OLD cat, came in!"))
    assert place.variants == (("very",), ())
    assert run("The very old cat came in.\n\nThe old cat came in.")[-1].endswith("a very; b –")


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        ("It is not long before six.", [1]),
        ("It is long before six.", [0]),
        ("NOT LONG, he says", [1]),
        ("not very long; notlong; longer", [0]),
        ("long ago, and not long ago", [0, 1]),
        ("nothing", []),
    ],
)
def test_a_variant_is_quoted_only_word_for_word_and_not_as_part_of_a_longer_one(
    quotation: str, found: list[int]
) -> None:
    place = Place((), (), (("long",), ("not", "long"), ()), (0, 1, 2))
    assert quoted(place, words(quotation)) == found


def test_the_table_has_a_row_for_each_place_and_a_column_for_each_copy_and_for_the_quotation() -> None:
    shown = run(NUMBERED["numbered paragraphs"], "Somebody got in, they say, wet through.")
    assert [line.split() for line in shown[:4]] == [
        ["4", "7", "9", "quoted"],
        ["1", "a", "b", "b", "b"],
        ["2", "a", "a", "b"],
        ["3", "a", "b", "a", "a"],
    ]
    assert shown[5:] == [
        "  1 The cat … in: a came; b got",
        "  2 by the … door: a back; b front",
        "  3 a little …: a wet; b cold",
    ]


def test_without_a_quotation_there_is_no_column_for_it() -> None:
    assert run("\n\n".join(TEXTS))[:2] == ["       1   2   3", "  1    a   b   b"]


def test_copies_that_say_the_same_are_said_to() -> None:
    assert run("\n\n".join([TEXTS[0]] * 3)) == ["All 3 copies say the same."]


@pytest.mark.parametrize(
    "text", ["", TEXTS[0], "One thing is this.\n\nAnother was that one.\n\nNo third stands there."]
)
def test_one_text_or_several_that_are_not_alike_are_no_copies(text: str) -> None:
    with pytest.raises(Refusal, match="two copies of one text"):
        run(text, TEXTS[0])


def test_texts_that_differ_in_too_many_places_are_refused() -> None:
    texts = (" ".join(f"same{at} {word}{at}" for at in range(80)) for word in ("one", "other"))
    with pytest.raises(Refusal, match="two copies"):
        run("\n\n".join(texts))
    texts = (" ".join(f"so the same{at} {word}{at}" for at in range(70)) for word in ("one", "other"))
    with pytest.raises(Refusal, match="differ nearly everywhere"):
        run("\n\n".join(texts))
