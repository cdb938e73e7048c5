"""Parameters and papers for a message from a machine with wheels."""

from typing import Any

from tests.kinds.sample import Sample, Values, words
from tests.kinds.samples_ciphers import figure

ROTOR: dict[str, Any] = {
    "messages": [
        "For {who}. {crib}. The {thing} leaves by the {way} on {day}. I shall stand where I stood last time, and if "
        "the blind is down I shall not wait.",
        "From {who}. {crib}. On {day} I go by the {way} and take the {thing} with me. Tell nobody at the house, and "
        "burn this when it has been read.",
    ],
    "cribs": [
        "the weather continues fair and dry",
        "regards to all at the office",
        "no change at the harbour since",
    ],
    "within": [7, 16],
    "answer": ["{thing}", "{way}", "{key}"],
    "mistaken": ["{thing}", "{day}"],
    "wheels": ["I", "II", "III", "IV", "V"],
    "words": {
        "who": words("HERON PLOVER DUNLIN KESTREL"),
        "thing": words("LEDGER ATLAS CLARINET HATBOX SAMOVAR BAROMETER SEXTANT VALISE"),
        "way": ["MILK TRAIN", "NIGHT FERRY", "COAL BARGE", "MAIL COACH", "FISH LORRY", "PILOT CUTTER"],
        "day": words("MONDAY TUESDAY WEDNESDAY SATURDAY"),
    },
}
ROTOR_OPEN: dict[str, Any] = {
    **ROTOR,
    "order_known": False,
    "answer": ["{thing}", "{way}"],
    "wheels": words("I II III"),
}
"""The order of the wheels is not known, and nobody asks for the key."""


def rotor_papers(values: Values) -> dict[str, str]:
    cribs = "\n\n".join(f"> {crib.capitalize()}." for crib in values["cribs"])
    return {
        "intercept": f"# Intercept\n\nTaken down on the night line.\n\n{figure(values, 'cipher')}",
        "card": figure(values, "card"),
        "sheet": f"# Day sheet\n\nWheels from the left: {' '.join(values['order'])}.",
        "habits": f"# Habits\n\nOne of these, within the first groups, always:\n\n{cribs}",
    }


def rotor_open_papers(values: Values) -> dict[str, str]:
    """The same with the wheels in a table, and only their names."""
    rows = [*values["wheels"], {"name": values["reflector_name"], "wiring": values["reflector"]}]
    table = "\n".join(["|Wheel|Wiring|", "|-|-|", *(f"|{row['name']}|{row['wiring']}|" for row in rows)])
    names = ", ".join(values["in_use"])
    return {**rotor_papers(values), "card": table, "sheet": f"# Day sheet\n\nIn the machine, somehow: {names}."}


ROTOR_SAMPLE = Sample(ROTOR, rotor_papers)
