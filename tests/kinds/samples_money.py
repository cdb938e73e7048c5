"""Samples of the kinds that follow money: whose account it is, and who owns whom."""

from typing import Any

from tests.kinds.sample import Sample, Values, table

HOUSES = [
    "Alder & Co", "Birch Trust", "Cask Ltd", "Dray Holdings", "Eel Street Laundry", "Flint Bros", "Gannet Press",
    "Hoop Mills", "Ivy House Nominees", "Jute Works", "Kiln Yard", "Loom Guild",
]  # fmt: skip

ACCOUNT: dict[str, Any] = {"country": "LY", "bank": "LYRB", "holders": HOUSES}


def account_papers(values: Values) -> dict[str, str]:
    return {
        "slip": f"# Slip\n\nPay to the account {values['blotted']} the sum agreed.",
        "ledger": table(("Holder", "Number"), *(row.values() for row in values["ledger"])),
        "card": f"```figure {values['card_alt']}\n{values['card']}\n```",
    }


OWNERSHIP: dict[str, Any] = {
    "companies": HOUSES,
    "owners": ["Mr Ames", "Mrs Bell", "Dr Coe", "Miss Dunn", "Canon Eyre", "the Fenn estate", "Mr Gow"],
    "start": "Hoop Mills",
}


def ownership_papers(values: Values) -> dict[str, str]:
    return {
        "register": "Holdings on the last day of May.\n\n"
        + table(("Company", "Holder", "Per cent"), *(row.values() for row in values["rows"])),
        "tree": f"```figure {values['tree_alt']}\n{values['tree']}\n```",
    }


MONEY: dict[str, Sample] = {
    "account": Sample(ACCOUNT, account_papers),
    "ownership": Sample(OWNERSHIP, ownership_papers),
}
