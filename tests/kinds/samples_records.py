"""Samples of the kinds that are looked up on maps and in records: sightings of a phone, and its calls."""

from typing import Any

from tests.kinds.sample import Sample, Values, table

CELL_SITES: dict[str, Any] = {
    "landmarks": [
        "Corn Exchange", "St Olave's", "Fish Hall", "Opera", "Weigh House", "Observatory", "Ice Works", "Horse Market",
        "Lying-in Hospital", "Assay Office", "Bell Foundry", "Tram Depot", "Rope Walk", "Poor Clares", "Cattle Dock",
        "Velodrome", "Mint", "Customs Stairs", "Old Baths", "Glass Works", "Seamen's Chapel", "Menagerie",
        "Signal House", "Paper Mill", "Wool Hall", "Orphanage",
    ],
    "sightings": ["Sat 8 Mar 21.14", "Sun 9 Mar 03.40", "Sun 9 Mar 11.02"],
    "river": "Alder",
    "rings": ["The Wall", "Market Ring", "Outer Ring"],
}  # fmt: skip


def cell_sites_papers(values: Values) -> dict[str, str]:
    def figure(name: str, wide: bool = True) -> str:
        large = f"\n```figure-wide\n{values[f'{name}_wide']}\n```" if wide else ""
        return f"```figure {values[f'{name}_alt']}\n{values[name]}\n```{large}"

    return {
        "map": figure("map"),
        "plan": figure("plan"),
        "card": figure("card", wide=False),
        "key": table(("Letter", "Landmark", "East", "North"), *(row.values() for row in values["landmarks"])),
        "masts": table(("Mast", "East", "North"), *((row["mast"], row["x"], row["y"]) for row in values["masts"])),
        "log": "\n\n".join(values["rule"])
        + "\n\n"
        + table(
            ("Seen", "Mast", "Ring", "Sector"),
            *((row["clock"], row["mast"], row["ring"], row["sector"]) for row in values["sightings"]),
        ),
    }


CALL_RECORDS: dict[str, Any] = {
    "caller": "Duty room",
    "called": "Reading room",
    "lines": ["Corn hall", "Dentist", "Ferry office", "Florist", "Garage", "Laundry", "Officers' club", "Taxi rank"],
    "hours": ["16.00", "23.40"],
    "masts": ["M01", "M02", "M03", "M04"],
}


def call_records_papers(values: Values) -> dict[str, str]:
    return {
        "list": table(("Hour", "From", "To", "Seconds", "Mast"), *(row.values() for row in values["records"])),
        "directory": table(("Line", "Number"), *(row.values() for row in values["directory"])),
    }


ALIBI: dict[str, Any] = {
    "doors": ["Front hall", "Mews gate", "Post room", "Garage", "Boiler stair", "Archive", "Roof", "Canteen"],
    "passes": [
        {"name": "Mr Abel", "note": "night duty"}, {"name": "Miss Birch"}, {"name": "Mr Coombe"}, {"name": "Mrs Dace"},
        {"name": "Mr Eddy"}, {"name": "Miss Furze"}, {"name": "Mr Gorse", "note": "cleaner"}, {"name": "Mr Heron"},
        {"name": "Miss Iden"},
    ],
    "hours": ["19.00", "23.40"],
}  # fmt: skip


def alibi_papers(values: Values) -> dict[str, str]:
    return {
        "log": table(("Clock", "Door", "Pass"), *(row.values() for row in values["log"])),
        "clocks": table(
            ("Door", "Where", "Its clock"), *((row["door"], row["name"], row["error"]) for row in values["clocks"])
        ),
        "plan": f"```figure {values['plan_alt']}\n{values['plan']}\n```\n\n" + "\n\n".join(values["rules"]),
        "ways": table(("From", "To", "Minutes"), *(row.values() for row in values["walks"])),
        "passes": table(("Pass", "Holder", ""), *(row.values() for row in values["passes"])),
    }


RECORDS: dict[str, Sample] = {
    "alibi": Sample(ALIBI, alibi_papers),
    "cell-sites": Sample(CELL_SITES, cell_sites_papers),
    "call-records": Sample(CALL_RECORDS, call_records_papers),
}
