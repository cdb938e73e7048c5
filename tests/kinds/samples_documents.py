"""Samples of the kinds that are reasoned about on paper: documents, timetables, crosswords."""

from typing import Any

from tests.kinds.sample import Sample, Values, table, words

_DAYS = ["3 March", "4 March", "5 March", "6 March", "7 March", "8 March"]

FORGERY: dict[str, Any] = {
    "documents": 5,
    "boxes": [
        {"label": "Slip", "shape": "RP/##/####"},
        {"label": "Day", "values": _DAYS[1:-1]},
        {"label": "High water"},
        {"label": "Found at", "clock": ["06.00", "19.30"]},
        {"label": "Entered at", "clock": ["06.30", "22.00"]},
        {"label": "Finder", "values": ["Ames", "Bell", "Coe", "Dunn"]},
        {"label": "Weight dry", "number": [200, 900]},
        {"label": "Water held", "number": [40, 180]},
        {"label": "Weight wet"},
        {"label": "Shelf", "shape": "B##"},
    ],
    "tables": [
        {
            "id": "tides",
            "columns": ["Date", "High water", "Moon rises"],
            "rows": [
                [day, f"{4 + at:02d}.{12 + 7 * at}", f"{19 + at % 4}.{50 - 6 * at}"] for at, day in enumerate(_DAYS)
            ],
        },
        {
            "id": "roll",
            "columns": ["Number", "Boatman"],
            "rows": [["1", "Ames"], ["2", "Bell"], ["3", "Coe"], ["4", "Dunn"], ["5", "Eyre"]],
        },
    ],
    "rules": [
        {"rule": "shape", "box": 1, "shape": "RP/##/####", "wrong": ["RP/####/##", "RP/##-####", "RP/#/####"]},
        {"rule": "table", "box": 3, "of": [2], "column": "High water"},
        {"rule": "window", "box": 4, "clock": ["05.30", "20.00"]},
        {"rule": "after", "box": 5, "of": [4], "minutes": 30},
        {"rule": "listed", "box": 6, "column": "Boatman", "wrong": ["Fenn", "Gale"]},
        {"rule": "sum", "box": 9, "of": [7, 8]},
        {"rule": "shape", "box": 10, "shape": "B##", "wrong": ["C##", "B###"]},
    ],
}
_WORDING = {
    "shape": "Box {box} is written {shape}, each # a figure.",
    "table": "Box {box} gives what the almanac has under “{column}” for the day in box {of}.",
    "window": "Nothing is picked up before {low} or after {high}: see box {box}.",
    "after": "Box {box} is {minutes} minutes later than box {of}, or more.",
    "listed": "The name in box {box} is on the list headed “{column}”.",
    "sum": "Box {box} is what boxes {of} and {plus} make together.",
}
for _rule in FORGERY["rules"]:
    _rule["text"] = _WORDING[_rule["rule"]]


def forgery_papers(values: Values) -> dict[str, str]:
    slips = {
        f"slip-{number}": table(
            ("Box", "Label", "Entry"), *((box["no"], box["label"], box["value"]) for box in slip["boxes"])
        )
        for number, slip in enumerate(values["documents"], 1)
    }
    rules = "\n\n".join(f"{rule['no']}. {rule['text']}" for rule in values["rules"])
    tables = {name: table(tuple(one["columns"]), *map(tuple, one["rows"])) for name, one in values["tables"].items()}
    return {"standing-orders": f"# Standing orders\n\n{rules}", **slips, **tables}


TIMETABLE: dict[str, Any] = {
    "start": "Harbour Steps",
    "goal": "Observatory",
    "stops": ["Assize", "Brewery", "Corn Hall", "Dairy", "Exchange", "Foundry", "Gasworks", "Hospital", "Infirmary"],
    "lines": ["Red", "Green", "Blue", "Ferry", "Circle", "Tram", "Funicular"],
    "leave": "14.10",
    "changes": {"Exchange": 9, "Dairy": 8},
}


def timetable_papers(values: Values) -> dict[str, str]:
    lines = {
        f"line-{number}": f"# {line['name']}\n\n"
        + table(("Stop", *line["services"]), *((row["stop"], *row["times"]) for row in line["rows"]))
        for number, line in enumerate(values["lines"])
    }
    return {"orders": "# How to lose them\n\n" + "\n\n".join(values["rules"]), **lines}


_LISTED = (
    "heron plover kite dunlin smew knot tern gull skua raven crane stork eider teal wigeon linnet siskin owl jay wren "
    "robin swift egret stoat otter newt tide lock oar rope moor quay pier sail mast tiller"
)
CROSSWORD: dict[str, Any] = {
    "words": [{"word": word, "clue": f"It has {len(word)} letters and a {word[0]}"} for word in words(_LISTED)],
    "keywords": words("lantern tinker winter signal ratline senator"),
}


def crossword_papers(values: Values) -> dict[str, str]:
    clues = [f"## {way.title()}\n\n" + "\n\n".join(row["text"] for row in values[way]) for way in ("across", "down")]
    return {"page": f"# No. 7\n\n```figure {values['grid_alt']}\n{values['grid']}\n```\n\n" + "\n\n".join(clues)}


DOCUMENTS: dict[str, Sample] = {
    "forgery": Sample(FORGERY, forgery_papers),
    "timetable": Sample(TIMETABLE, timetable_papers),
    "crossword": Sample(CROSSWORD, crossword_papers),
}
