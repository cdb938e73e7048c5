"""Parameters and papers for a chain of forms that contradict one another."""

from typing import Any

from tests.kinds.sample import Sample, Values, table

CHAIN: dict[str, Any] = {
    "forms": 9,
    "false": 3,
    "first": 4107,
    "prefix": "C",
    "days": ["2 March", "3 March", "4 March", "5 March", "6 March"],
    "people": [
        {"name": "Ames", "on": "06.00", "off": "15.00"},
        {"name": "Bell", "on": "08.00", "off": "17.30"},
        {"name": "Coe", "on": "12.00", "off": "21.00"},
        {"name": "Dunn", "on": "14.00", "off": "22.30"},
        {"name": "Eyre", "on": "07.00", "off": "13.00"},
        {"name": "Fenn", "on": "10.30", "off": "19.00"},
    ],
    "stamps": [
        {"name": "QUAY 1", "day": "2 March"},
        {"name": "QUAY 2", "day": "2 March"},
        {"name": "LOFT 4", "day": "4 March"},
        {"name": "LOFT 5", "day": "6 March"},
    ],
    "weight": [380, 460],
    "labels": {"weight": "Bag weighs"},
    "rules": {
        "chain": "Whoever stands in box {by} is the one who stands in box {to} of the form before.",
        "arrival": "Nothing is received before it is released, or released before it was received: boxes {out}, {at}.",
        "duty": "Nobody signs outside of the hours on the roll, neither in box {by} nor in box {to}.",
        "weight": "The bag stays shut, so box {weight} does not change.",
        "stamp": "A stamp in box {stamp} is one that was in use on the day in box {day}.",
        "order": "Forms are taken from the top of the pad: box {number} rises from form to form.",
    },
}


def rules_and_tables(values: Values) -> dict[str, str]:
    tables = (values["roster"], values["stamps"])
    roll, stamps = (table(tuple(one["columns"]), *map(tuple, one["rows"])) for one in tables)
    rules = "\n\n".join(f"{rule['no']}. {rule['text']}" for rule in values["rules"])
    return {"rules": f"# Custody\n\n{rules}", "roll": roll, "stamps": stamps}


def form_papers(values: Values) -> dict[str, str]:
    forms = {
        f"form-{form['sheet']}": table(
            ("Box", "Label", "Entry"), *((box["no"], box["label"], box["value"]) for box in form["boxes"])
        )
        for form in values["forms"]
    }
    return {**rules_and_tables(values), **forms}


def register_papers(values: Values) -> dict[str, str]:
    register = table(tuple(values["columns"]), *map(tuple, values["rows"]))
    return {"register": register, **rules_and_tables(values)}


CONTRADICTIONS = Sample(CHAIN, form_papers)
