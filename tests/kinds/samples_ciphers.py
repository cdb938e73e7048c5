"""Parameters and papers for the kinds that hide a text."""

from typing import Any

from tests.kinds.sample import Sample, Values, words

_PLACES = words("STEPS BRIDGE GATE KIOSK CHAPEL JETTY ARCADE MARKET LIBRARY CANTEEN TOLLHOUSE FERRY")
_COLOURS = words("GREEN YELLOW COPPER SILVER CRIMSON AMBER IVORY SCARLET")
_THINGS = words("LEDGER LANTERN PARCEL UMBRELLA BASKET SATCHEL KETTLE SPANNER")

_MESSAGE: dict[str, Any] = {
    "messages": [
        "The rope is cut and nobody has seen it. Come alone to the {colour} {place} before the morning bell, and "
        "bring the {thing} with you.",
        "Do not telephone again. Wait behind the {colour} {place} until the lamp goes out, then leave the {thing} on "
        "the third stair and walk away.",
    ],
    "words": {"colour": _COLOURS, "place": _PLACES, "thing": _THINGS},
    "answer": ["{colour} {place}"],
}
_KEYWORDS = words("ORCHARD PALISADE QUINCE BRAMBLE TORMENT WINDLASS CRUMPET DAMSON HALYARD KINGPIN")


def figure(values: Values, name: str) -> str:
    return f"```figure {values[f'{name}_alt']}\n{values[name]}\n```"


def _paper(values: Values, name: str = "cipher") -> dict[str, str]:
    return {
        "intercept": f"# Intercept\n\nTaken down at night.\n\n{figure(values, name)}\n\nNothing further.",
        "card": figure(values, "card"),
        "memo": f"# Memo\n\nThe porter's word for the week is {values['keyword'].capitalize()}, as it was last year.",
    }


MANUAL = [
    "A porter is never late. He may be early, and then he waits at the north gate with his lamp.",
    "Keys hang behind the green door. Take none before noon, and leave a card where the key was.",
    "The red bell is for fire. The blue bell is for visitors who have come from the east stair by mistake.",
    "Parcels go under the long table. A parcel that ticks goes to the river, and the porter goes with it.",
    "No umbrella is lent to a stranger. A lent umbrella is written down on the west wall, next to the clock.",
    "Bring every ledger to the cellar at dusk. Bring the black ledger last, and ask nobody what is in it.",
    "The south stair is shut in winter. Whoever uses it does so at his own cost, and tells the clerk after.",
]
_OLD_MANUAL = [
    *MANUAL[:1],
    "Keys hang behind the brown door. Never take one before noon. Leave a card where the key was.",
    *[text.replace("The", "That").replace(" the ", " ") for text in MANUAL[2:]],
]

BOOK: dict[str, Any] = {
    "messages": ["Take the {colour} {thing} to the {side} stair at dusk. Ask nobody."],
    "words": {
        "colour": ["green", "red", "blue", "black"],
        "thing": ["bell", "key", "lamp", "card", "umbrella", "ledger", "parcel", "clock"],
        "side": ["north", "east", "west", "south"],
    },
    "answer": ["{colour} {thing}", "the {side} stair"],
    "book": MANUAL,
    "editions": [_OLD_MANUAL],
}


def _book_papers(values: Values) -> dict[str, str]:
    return {
        "numbers": f"# A slip\n\n{figure(values, 'cipher')}\n\nSeen on 14.3.61 at 21.40.",
        "manual": "# For porters\n\n" + "\n\n".join(f"{row['no']}. {row['text']}" for row in values["book"]),
        "old": "# For porters, second edition\n\n"
        + "\n\n".join(f"{n}. {text}" for n, text in enumerate(_OLD_MANUAL, 1)),
        "card": figure(values, "card"),
    }


_GARDEN = words(
    "apples asters dahlias daisies elders elms endives herbs hops hyacinths irises lilies limes lupins medlars melons "
    "nettles nuts oaks onions olives radishes roses rushes sages shallots thistles tulips turnips urns wallflowers"
    " willows yews yuccas"
)
_HOUSE = words(
    "aunts actors doctors dancers editors elders emperors hermits hatters ironers idlers lawyers ladies lodgers "
    "masons maids neighbours nieces organists ogres orphans readers rivals singers sailors sisters tailors twins "
    "uncles ushers umpires widows waiters yeomen youngsters"
)

NULL: dict[str, Any] = {
    "messages": ["{who} lies to you"],
    "words": {"who": ["Martha", "Edith", "Oswin", "Dorian", "Louisa", "Hester", "Alasdair", "Winston", "Una", "Tina"]},
    "answer": ["{who} lies to you"],
    "nth": 2,
    "bank": [
        [f"My {noun} have had a poor summer of it." for noun in _GARDEN]
        + [f"Some {noun} came through the frost." for noun in _GARDEN],
        [f"Your {noun} send their love again." for noun in _HOUSE] + [f"Two {noun} were at tea." for noun in _HOUSE],
    ],
}


def _null_papers(values: Values) -> dict[str, str]:
    return {
        "letter": "# A letter\n\nDear Ruth,\n\n" + "\n\n".join(values["paragraphs"]) + "\n\n-- M.",
        "stamp": "# Post room\n\nOpened and closed again. Nothing was found in it.",
        "card": figure(values, "card"),
    }


CIPHERS: dict[str, Sample] = {
    "vigenere": Sample({**_MESSAGE, "keywords": _KEYWORDS}, _paper),
    "playfair": Sample({**_MESSAGE, "keywords": _KEYWORDS}, lambda values: _paper(values, "pairs")),
    "columnar": Sample({**_MESSAGE, "keywords": _KEYWORDS}, _paper),
    "checkerboard": Sample(
        {
            **_MESSAGE,
            "answer": ["{colour} {place}", "the {thing}"],
            "keywords": ["AT ONE SIR", "NOTARIES", "SENORITA", "ET AON RIS", "ARSENITO"],
        },
        _paper,
    ),
    "book": Sample(BOOK, _book_papers),
    "null": Sample(NULL, _null_papers),
}
