"""Samples of the kinds of the watchers: a round through streets, and two sets that hop from channel to channel."""

from typing import Any

from tests.kinds.sample import Sample, Values, table

LATTICE: dict[str, Any] = {
    "sites": [
        "Assay Office", "Bell Foundry", "Chapel", "Dye Works", "Exchange", "Fish Hall", "Gasworks", "Hospital",
        "Ice House", "Jail", "Kiosk", "Library", "Mint", "Night School", "Opera", "Pump",
    ],
    "clocks": ["21.30", "22.15", "23.00"],
    "clock": "22.15",
}  # fmt: skip


def lattice_papers(values: Values) -> dict[str, str]:
    """The plans of all hours under each other, as drawings alone."""
    plans = [
        f"Round of {note['clock']}.\n\n```figure {note['plan_alt']}\n{note['plan']}\n```" for note in values["notes"]
    ]
    sites = table(("Letter", "Site"), *((row["letter"], row["name"]) for row in values["sites"]))
    return {"plans": "\n\n".join(plans), "sites": sites}


def lattice_tables(values: Values) -> dict[str, str]:
    """The plans of all hours as tables."""
    plans = []
    for note in values["notes"]:
        wide = len(note["rows"][0]["cells"])
        rows = [(row["row"], *row["cells"]) for row in note["rows"]]
        plans.append(f"**{note['clock']}**\n\n{table(('Row', *range(1, wide + 1)), ('-',) * (wide + 1), *rows)}")
    return {"plans": "\n\n".join(plans)}


HOPPING: dict[str, Any] = {"start": "18.00", "channels": 20, "minutes": 15, "alternates": True}


def hopping_papers(values: Values) -> dict[str, str]:
    """The chart as a drawing alone."""
    return {"chart": f"# Chart\n\n```figure {values['chart_alt']}\n{values['chart']}\n```"}


def hopping_table(values: Values) -> dict[str, str]:
    """The chart as a table."""
    return {"chart": table(("Hour", "Heard"), ("-", "-"), *((row["clock"], row["heard"]) for row in values["rows"]))}


WATCHERS: dict[str, Sample] = {
    "lattice": Sample(LATTICE, lattice_papers),
    "hopping": Sample(HOPPING, hopping_papers),
}
