"""Parameters and papers for messages that went out under one pad."""

from typing import Any

from tests.kinds.sample import Sample, Values, words
from tests.kinds.samples_ciphers import figure

PAD: dict[str, Any] = {
    "pad": "####-B",
    "messages": [
        {
            "serial": "T-19",
            "texts": [
                "The wife is the price and not the money. Ask at the {inn} on {day} and say nothing of the {thing}.",
                "Tell him the {thing} is not for sale. We want the wife, and you will hear on {day} from the {inn}.",
            ],
        },
        {
            "serial": "T-22",
            "texts": [
                "Meet me {when} by the old {place} and come {how}. If there is a boat on the water we go home.",
                "I shall be at the old {place} {when}. He is to come {how} and keep both hands where I can see them.",
            ],
        },
    ],
    "others": ["T-17", "T-20"],
    "asked": "T-22",
    "answer": ["the old {place}", "{how}"],
    "mistaken": ["the {inn}", "{day}"],
    "cribs": ["the old {place}", "the wife", "come {how}", "{thing}", "on {day}"],
    "words": {
        "place": words("LOCK PUMP FERRY SLIPWAY CRANE TOLLHOUSE WEIGHBRIDGE CHAPEL MALTINGS FOUNDRY SLUICE CANTEEN"),
        "how": ["UNARMED", "WITHOUT A COAT", "ALONE", "BAREHEADED", "WITHOUT A LIGHT", "ON FOOT", "EMPTY HANDED"],
        "when": ["AFTER THE TIDE", "BEFORE DAWN", "AT NOON", "WHEN THE BELLS STOP"],
        "inn": words("ANCHOR FEATHERS COMPASS DOLPHIN WHEATSHEAF"),
        "day": words("MONDAY TUESDAY WEDNESDAY SATURDAY"),
        "thing": words("LEDGER LETTERS NOTEBOOK PASSPORT"),
    },
}


def pad_papers(values: Values) -> dict[str, str]:
    sheets = [
        f"**{sheet['serial']}** 21.40, pad {sheet['pad']}\n\n```figure {sheet['cipher_alt']}\n{sheet['cipher']}\n```"
        for sheet in values["sheets"]
    ]
    said = ", ".join(crib.lower() for crib in values["cribs"])
    return {
        "traffic": "# Traffic\n\n" + "\n\n".join(sheets) + "\n\nT-19 and T-22 were taken down by one hand.",
        "notes": f"# Overheard\n\nThrough the wall: {said}.",
        "card": figure(values, "card"),
        "work": figure(values, "diff"),
    }


TWO_TIME_PAD = Sample(PAD, pad_papers)
