"""A house of eight with twelve registers, and the accusation that ends it."""

from collections.abc import Mapping
from typing import Any

from casefile.source.world_file import WorldFile
from casefile.world import World, deal
from tests.kinds.sample import Sample, Values, table, words

ROLL = words("alder birch cedar damson elder fig gorse hazel")
CAST: dict[str, dict[str, Any]] = {
    name: {"name": f"{first} {name.title()}", "surname": name.title()}
    for first, name in zip(words("Ada Bernard Clara Denis Edith Frank Greta Hugh"), ROLL, strict=True)
}
SUBJECTS = words("copier safe lamp kettle ledger blotter wireless bicycle barometer piano typewriter ferret")
"""What each register is about, and no other paper."""
PLACES = words("canteen library attic pantry laundry")
_THINGS = words("debt will child fire ring boat oath name")
LEVERS = {name: f"the {thing}" for name, thing in zip(ROLL, _THINGS, strict=True)}
_BANDS = [(5, 7), (3, 5), (2, 3), (1, 1)]

_CLUES = [
    {
        "id": f"C{number}",
        "act": f"act{(number - 1) // 3 + 1}",
        "family": words("paper gate wire")[number % 3],
        "window": {
            "place": "the office",
            "date": f"{number} May",
            "from": f"{number + 7:02}.05",
            "to": f"{number + 7:02}.25",
            "shift": 5,
        },
        "places": PLACES,
    }
    for number in range(1, 13)
]
SPEC = WorldFile.model_validate(
    {
        "roll": ROLL,
        "corridor": [{"act": f"act{at}", "least": low, "most": high} for at, (low, high) in enumerate(_BANDS, start=1)],
        "clues": _CLUES,
    }
)
STORY = "sample"


def world_of(seed: str = STORY, mole: str = "") -> World:
    """The house as a seed deals it, with somebody else as the culprit if that is wanted."""
    return deal(SPEC, CAST, seed, mole=mole)


def _cards(names: list[str]) -> list[dict[str, str]]:
    return [{"id": name, "label": f"the {name}"} for name in names]


_MEANS, _MASTERS = words("rope key ladder whistle string candle"), words("bishop baker broker bargee")
_RIGHT = {"means": "ladder", "master": "baker"}


def params_of(mole: str) -> dict[str, Any]:
    """What an author writes, and what is gathered, when this is the culprit."""
    two = ("x1", "x2")
    return {
        "slots": [
            {"id": "who", "bank": "suspects"},
            {"id": "means", "bank": "means", "right": _RIGHT["means"]},
            {"id": "master", "bank": "masters", "right": _RIGHT["master"]},
            {"id": "reason", "bank": "reasons", "right": f"r_{mole}"},
            *({"id": f"ex{number}", "bank": "papers"} for number in (1, 2, 3)),
        ],
        "registers": [
            {"clue": f"C{number}", "about": subject, "date": f"{number} May"}
            for number, subject in enumerate(SUBJECTS, start=1)
        ],
        "over": [f"C{number}" for number in range(1, 10)],
        "readings": [
            {"slot": "means", "text": "they found {card}"},
            {"slot": "master", "text": "it was for {card}"},
            {"slot": "reason", "text": "{who}: {card}"},
        ],
        "banks": {
            "suspects": [{"id": name, "label": f"{CAST[name]['name']}"} for name in ROLL],
            "means": _cards(_MEANS),
            "masters": _cards(_MASTERS),
            "reasons": [{"id": f"r_{name}", "label": LEVERS[name]} for name in ROLL],
            "papers": [{"id": f"e{number}", "label": ""} for number in range(1, 33)],
        },
        "supports": [
            *(
                {"slot": slot, "card": card, "paper": one, "puzzle": one}
                for slot, card in _RIGHT.items()
                for one in two
            ),
            *(
                {"slot": "reason", "card": f"r_{name}", "paper": one, "puzzle": one, "given": {"who": name}}
                for name in ROLL
                for one in two
            ),
            {"slot": "means", "card": "rope", "paper": "x2", "puzzle": "x2"},
            {"slot": "who", "card": "hazel", "paper": "x2", "puzzle": "x2"},
        ],
        "excludes": [{"slot": "means", "card": "rope", "paper": "x1", "puzzle": "x1"}],
    }


def registers(world: Mapping[str, Any]) -> dict[str, str]:
    """Every clue's paper; their columns stand in three orders."""
    papers = {}
    for at, (name, clue) in enumerate(world["clues"].items()):
        window, surname = clue["window"], {one["id"]: one["surname"] for one in world["suspects"]}
        rows = [
            (surname[row["id"]], row["place"], row["since"], row["until"], str(row["minutes"]), row["note"] or "—")
            for row in clue["rows"]
        ]
        orders = ((0, 1, 2, 3, 4, 5), (3, 2, 0, 1, 4, 5), (1, 2, 3, 4, 0, 5))
        head = ("Name", "Place", "In", "Out", "Min", "Remarks")
        shown = [tuple(row[column] for column in orders[at % 3]) for row in (head, *rows)]
        said = f"Somebody was at the {SUBJECTS[at]} between {window['from']} and {window['to']}."
        papers[name] = f"# Register of {window['date']}\n\n{said}\n\n{table(*shown)}\n\nNothing since 23.10."
    return papers


def statements(values: Values) -> str:
    keys = ("no", "surname", "date", "clock", "place")
    rows = [tuple(one[key] for key in keys) for one in values["statements"]]
    return "# Signed\n\n" + table(("No", "Name", "Day", "At", "Where"), *rows)


def papers_of(world: Mapping[str, Any]) -> dict[str, str]:
    """Everything but the statements."""
    levers = "\n".join(f"- {name.title()}: {lever}." for name, lever in LEVERS.items())
    told = f"In the yard they found the ladder. I am told that it was for the baker.\n\n{levers}"
    return {**registers(world), "told": told}


_STORY = world_of()
ACCUSATION = Sample(
    params_of(_STORY.mole),
    lambda values: {**papers_of(_STORY.facts), "signed": statements(values)},
    _STORY.facts,
)
