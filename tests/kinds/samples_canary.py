"""Parameters and papers for a memo in copies of which no two are the same."""

from typing import Any

from tests.kinds.sample import Sample, Values, table

MEMO: dict[str, Any] = {
    "text": """
        The visitor will be met at the {gate: main | north | river} gate {when: shortly | some minutes} before seven
        and {taken: driven | walked} to the {house: old | empty} laboratory. He is {name: tall | stout | lame} and may
        {say: complain | sing}, which is to be {borne: ignored | encouraged}. At supper he has the {seat: warm | window}
        seat. His luggage is a {luggage: trunk | hatbox | rucksack | hamper | satchel | barrel}. He asks for
        {drink: cocoa | cider | perry | soda | buttermilk | sherry} and leaves with the
        {thing: ledger | lantern | almanac | sextant | barometer | teapot}.
    """,
    "leak": """
        Our correspondent hears of a guest, said to be {name}, who came by the {gate|waterside} gate {when|a little}
        ahead of his time. He was {taken|brought} up to some {house|disused} building, sat in the {seat|better} seat,
        and it was given out that he might {say|be a nuisance}, and was to be {borne|suffered}.
    """,
    "asked": ["luggage", "drink", "thing"],
    "copies": 10,
}


def _leak(values: Values) -> dict[str, str]:
    return {"cutting": f"# Overheard\n\nThe weather will be fair.\n\n> {values['leak']}\n\nNo more is known."}


def memo_papers(values: Values) -> dict[str, str]:
    copies = "\n\n".join(f"**Copy {copy['number']}**\n\n{copy['text']}" for copy in values["copies"])
    return {"memo": f"# Memo\n\nTen copies were typed.\n\n{copies}\n\nReturn them.", **_leak(values)}


def table_papers(values: Values) -> dict[str, str]:
    rows = [(copy["number"], copy["text"]) for copy in values["copies"]]
    return {"memo": "Ten copies.\n\n" + table(("Copy", "Text"), ("-", "-"), *rows), **_leak(values)}


def loose_papers(values: Values) -> dict[str, str]:
    return {f"copy-{copy['number']}": f"{copy['number']}. {copy['text']}" for copy in values["copies"]} | _leak(values)


CANARY = Sample(MEMO, memo_papers)
