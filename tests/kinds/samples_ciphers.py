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
}
