"""One set of parameters for each kind, as an author would write them, and the papers that would be printed from it."""

from typing import Any

from tests.kinds.sample import Sample, Values, table, words
from tests.kinds.samples_accusation import ACCUSATION
from tests.kinds.samples_canary import CANARY
from tests.kinds.samples_ciphers import CIPHERS
from tests.kinds.samples_contradictions import CONTRADICTIONS
from tests.kinds.samples_documents import DOCUMENTS
from tests.kinds.samples_keypad import KEYPAD_SAMPLE
from tests.kinds.samples_lattice import WATCHERS
from tests.kinds.samples_money import MONEY
from tests.kinds.samples_pad import TWO_TIME_PAD
from tests.kinds.samples_posts import POSTS_SAMPLE
from tests.kinds.samples_records import RECORDS
from tests.kinds.samples_rotor import ROTOR_SAMPLE

FORM: dict[str, Any] = {
    "fields": [
        {"id": "reference", "label": "File reference", "shape": "QX/7/####"},
        {"id": "ticket", "label": "Desk ticket", "shape": "D9-####"},
    ],
    "decoys": [{"id": "old_ticket", "label": "Ticket surrendered", "shape": "D9-####"}],
}


def form_papers(values: Values) -> dict[str, str]:
    lines = [f"**{row['label']}:** {row['value']}" for row in values["rows"]]
    return {"head": "# Custody\n\n" + "\n\n".join(lines), "slip": table(("Weight", "none"), ("Desk", "nine"))}


PLAIN: dict[str, Any] = {
    "answer": ["the lamp", "12"],
    "space": 2048,
    "find": [r"signed out (the \w+) ", r"at bay (\d+)"],
    "refused": [["the rope", "12"], ["the lamp", "21"]],
    "toy": "If a slip says `signed out the key by Ann`, the thing is the key.",
}

MORSE: dict[str, Any] = {
    "phrase": "{adj} {bird} IS NOT CONTROL",
    "callsign": "{adj} {bird}",
    "words": {
        "adj": ["TIN", "GREY", "SALT", "MUTE", "WET", "BRASS"],
        "bird": ["HERON", "PLOVER", "KITE", "DUNLIN", "SMEW", "KNOT"],
    },
    "letters": [18, 23],
    "start": "21.43",
    "fast": 4,
    "minutes": 9,
    "static": [5, 8],
}


def morse_papers(values: Values) -> dict[str, str]:
    strip = (
        f"# Strip\n\n```figure {values['strip_alt']}\n  clock       bursts             level\n{values['strip']}\n```"
    )
    return {"strip": strip, "card": f"```figure {values['card_alt']}\n{values['card']}\n```"}


ROUTE: dict[str, Any] = {
    "streets": [f"{name} St" for name in words("Alder Bollin Cask Dray Eel Flint Gannet Hoop Ivy Jute Kiln Loom")],
    "junctions": [f"{name} Cross" for name in words("Tollgate Barge Pump Cutler Organ Saffron Tallow Vine")],
    "yard": "Calder Yard",
    "turn": ["21.46", "21.50"],
    "fast": 4,
    "vehicle": {"height": 3.1, "width": 2.4},
    "notes": {
        "height": ["Railway bridge.", "Footbridge, riveted."],
        "width": ["Iron posts.", "A gatehouse arch."],
        "out": ["One way, towards you.", "Exit of the depot."],
        "free": ["Warehouses.", "A school.", "Stables.", "Flats.", "A chapel.", "Cranes.", "Allotments."],
    },
}


def route_papers(values: Values) -> dict[str, str]:
    card = [tuple(row[key] for key in ("leg", "from", "to", "tenths", "turn")) for row in values["card_rows"]]
    keys = ("no", "street", "after", "tenths", "height", "width", "way", "note")
    lefts = [tuple(row[key] for key in keys) for row in values["lefts"]]
    tacho = [tuple(row[key] for key in ("minute", "mph", "tenths", "mark")) for row in values["tacho"]]
    return {
        "card": table(("leg", "from", "to", "tenths", "turn"), *card) + "\n\nThe van is 3.1 m high and 2.4 m wide.",
        "lefts": table(("no", "left", "after", "tenths", "height", "width", "way", "remarks"), *lefts),
        "chart": table(("minute ending", "mph", "tenths", "mark"), *tacho),
        "map": f"```figure {values['map_alt']}\n{values['map']}\n```",
    }


def _items(*rows: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [{"id": key, "name": name, "who": who} for key, name, who in rows]


GRID: dict[str, Any] = {
    "target": "ann",
    "clues": [6, 9],
    "subject": {
        "id": "clerk",
        "label": "Clerk",
        "items": [{"id": name.lower(), "name": name} for name in ("Ann", "Bob", "Cay", "Dot")],
    },
    "categories": [
        {
            "id": "loss",
            "label": "Loss",
            "items": [
                {"id": "lamp", "name": "the lamp", "who": "whoever lost the lamp", "also": ["lamp"]},
                {"id": "rope", "name": "the rope", "who": "whoever lost the rope", "also": ["rope"]},
                {"id": "ledger", "name": "the ledger", "who": "whoever lost the ledger", "also": ["ledger"]},
                {"id": "scales", "name": "the scales", "who": "whoever lost the scales"},
                {"id": "kettle", "name": "the kettle", "who": "whoever lost the kettle"},
            ],
        },
        {
            "id": "room",
            "label": "Room",
            "items": _items(
                ("attic", "the attic", "the clerk of the attic"),
                ("cellar", "the cellar", "the clerk of the cellar"),
                ("yard", "the yard", "the clerk of the yard"),
                ("loft", "the loft", "the clerk of the loft"),
            ),
        },
        {
            "id": "day",
            "label": "Day",
            "ordered": True,
            "items": _items(
                ("mon", "Monday", "Monday's clerk"),
                ("tue", "Tuesday", "Tuesday's clerk"),
                ("wed", "Wednesday", "Wednesday's clerk"),
                ("thu", "Thursday", "Thursday's clerk"),
            ),
        },
    ],
    "fixed": [{"subject": "ann", "category": "loss", "item": "ledger"}],
    "phrases": [
        {"clue": "is", "a": "clerk", "b": "room", "source": "roll", "texts": ["{a.name} sits in {b.name}."]},
        {
            "clue": "is",
            "a": "loss",
            "b": "day",
            "source": "book",
            "texts": ["It was on a {b.name} that {a.name} went."],
        },
        {
            "clue": "not",
            "a": "clerk",
            "b": "loss",
            "texts": ["{a.name} never had {b.name}.", "Not {a.name}: {b.name}."],
        },
        {"clue": "not", "a": "clerk", "b": "day", "texts": ["{a.name} was at the dentist's all {b.name}."]},
        {"clue": "not", "a": "room", "b": "day", "texts": ["Nothing was missed in {a.name} on {b.name}."]},
        {"clue": "either", "a": "clerk", "b": "loss", "texts": ["What {a.name} lost was {b.name} or {c.name}."]},
        {"clue": "either", "a": "clerk", "b": "day", "texts": ["{a.name} says {b.name}, or it may be {c.name}."]},
        {
            "clue": "pair",
            "a": "clerk",
            "b": "room",
            "texts": ["Of {a.name} and {b.name}, one sits in {c.name} and the other in {d.name}."],
        },
        {
            "clue": "pair",
            "a": "clerk",
            "b": "day",
            "texts": ["{c.name} and {d.name} were the turns of {a.name} and {b.name}, in whatever order."],
        },
        {"clue": "before", "a": "clerk", "b": "clerk", "texts": ["{a.name} complained before {b.name} did."]},
        {"clue": "before", "a": "loss", "b": "room", "texts": ["{a.who} complained before {b.who} did."]},
        {"clue": "next", "a": "clerk", "b": "loss", "texts": ["The day after {a.name}'s, {b.name} was missed."]},
        {"clue": "next", "a": "room", "b": "loss", "texts": ["{b.name} was missed the day after {a.who} complained."]},
        {"clue": "apart", "a": "clerk", "b": "room", "texts": ["{a.name} and {b.who} did not lose on adjoining days."]},
        {"clue": "not", "a": "loss", "b": "room", "texts": ["{a.name} was not kept in {b.name}."]},
    ],
}


def grid_papers(values: Values) -> dict[str, str]:
    papers = {"grid": f"```figure {values['grid_alt']}\n{values['grid']}\n```"}
    for source in ("", "roll", "book"):
        said = [clue["text"] for clue in values["clues"] if clue["source"] == source]
        papers[f"paper-{source}"] = "\n\n".join(f"> So they say.\n> {text} And so on." for text in said)
    return papers


REDACTION: dict[str, Any] = {
    "pen": 8,
    "name_width": 9,
    "paragraphs": [
        "The meeting opened at {a:ten past nine}. {who:Mr Vole} was in the chair; the {b:press office} sent nobody.",
        "{who:Mrs Stoat} asked for the {first} by noon, and said that {a:no copy} should be kept.",
        "It was agreed {b:without a vote} that the {second} would be burnt, and the {a:ash} weighed.",
        "Nothing else was said about the {third}, which was {b:still in the lift}; the clerk was thanked.",
    ],
    "slots": [
        {
            "id": name,
            "pool": words(
                "ledger letter lantern locket manual mirror minute medal medicine register receipt ration record "
                "carton carpet carbon camera cabinet"
            ),
        }
        for name in ("first", "second", "third")
    ],
    "extra": {1: ["press", "chair"]},
}


def redaction_papers(values: Values) -> dict[str, str]:
    copies = {
        name: "# A minute\n\n" + "\n\n".join(f"{row['no']}. {row['text']}" for row in values[name])
        for name in ("copy_a", "copy_b")
    }
    index = table(("Paragraph", "Cards"), *((row["no"], row["text"]) for row in values["index"]))
    return {**copies, "index": index}


_PEOPLE = [{"id": name.lower(), "label": name} for name in ("Ann", "Bob", "Cay", "Dot", "Eve", "Fay", "Gus")]
_THINGS = [{"id": name, "label": f"the {name}"} for name in ("lamp", "rope", "ledger", "scales", "kettle", "map")]
_ROOMS = [{"id": name, "label": f"the {name}"} for name in ("attic", "cellar", "yard", "loft", "hall", "shed")]

BOARD: dict[str, Any] = {
    "slots": [
        {"id": "who", "bank": "people", "right": "ann"},
        {"id": "whom", "bank": "people", "right": "dot"},
        {"id": "what", "bank": "things", "right": "rope"},
        {"id": "where", "bank": "rooms", "right": "loft"},
        {"id": "from", "bank": "rooms", "right": "yard"},
    ],
    "readings": [
        {"slot": "who", "text": "{card} was seen"},
        {"slot": "whom", "text": "it belonged to {card}"},
        {"slot": "what", "text": "it was {card} that"},
        {"slot": "where", "text": "ended in {card}"},
        {"slot": "from", "text": "came out of {card}"},
    ],
    "banks": {"people": _PEOPLE, "things": _THINGS, "rooms": _ROOMS},
    "supports": [
        *({"slot": "who", "card": "ann", "paper": paper, "puzzle": paper} for paper in ("x1", "x2")),
        *({"slot": "whom", "card": "dot", "paper": paper, "puzzle": paper} for paper in ("x1", "x3")),
        *({"slot": "what", "card": "rope", "paper": paper, "puzzle": paper} for paper in ("x2", "x3")),
        *({"slot": "where", "card": "loft", "paper": paper, "puzzle": paper} for paper in ("x1", "x2")),
        *({"slot": "from", "card": "yard", "paper": paper, "puzzle": paper} for paper in ("x1", "x3")),
        {"slot": "who", "card": "bob", "paper": "x2", "puzzle": "x2"},
        {"slot": "what", "card": "lamp", "paper": "x2", "puzzle": "x2", "given": {"who": "bob"}},
    ],
    "excludes": [{"slot": "who", "card": "bob", "paper": "x3", "puzzle": "x3"}],
}

_BOARD_TEXT = (
    "Ann was seen on the stairs; Bob was seen, too, but in Leeds. It came out of the yard and ended in the loft. "
    "It was the rope that was missed, and it belonged to Dot. *Ann was seen* twice."
)

SAMPLES: dict[str, Sample] = {
    **CIPHERS,
    "form": Sample(FORM, form_papers),
    "plain": Sample(PLAIN, lambda _: {"slip": "Bob signed out the lamp at noon.\nIt stood at bay 12 all day."}),
    "morse": Sample(MORSE, morse_papers),
    "route": Sample(ROUTE, route_papers),
    "logic-grid": Sample(GRID, grid_papers),
    "redaction": Sample(REDACTION, redaction_papers),
    "board": Sample(BOARD, lambda _: {"x1": _BOARD_TEXT}),
    "accusation": ACCUSATION,
    **DOCUMENTS,
    **RECORDS,
    **WATCHERS,
    "keypad": KEYPAD_SAMPLE,
    "posts": POSTS_SAMPLE,
    **MONEY,
    "contradictions": CONTRADICTIONS,
    "two-time-pad": TWO_TIME_PAD,
    "rotor": ROTOR_SAMPLE,
    "canary": CANARY,
}
