"""Parameters and papers for a keypad with a rule of three clauses."""

from typing import Any

from tests.kinds.sample import Sample, Values, table

KEYPAD: dict[str, Any] = {
    "given": "**????",
    "accepted": 5,
    "refused": 6,
    "words": ["opened", "stayed shut"],
    "wording": {"more": {"leaflet": "One place is greater than another.", "clause": ["{p} is greater than {q}."]}},
}


def keypad_papers(values: Values) -> dict[str, str]:
    leaflet = "\n\n".join(f"{row['no']}. {row['text']}" for row in values["leaflet"])
    log = [(*row["digits"], row["said"]) for row in values["log"]]
    return {
        "leaflet": f"# Your keypad\n\nThree clauses, of three of these kinds.\n\n{leaflet}",
        "log": "Serviced on the 9th.\n\n" + table((*values["places"], "Result"), *log),
        "slip": f"Of tonight's code I have got as far as {values['given']}, and then he turned round.",
    }


KEYPAD_SAMPLE = Sample(KEYPAD, keypad_papers)
