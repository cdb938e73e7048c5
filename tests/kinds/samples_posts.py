"""Parameters and papers for the posts of one night."""

from typing import Any

from tests.kinds.sample import Sample, Values, table, words

_TRAITS = {
    "ann": "tall hand",
    "bob": "quick loud late deaf",
    "cay": "strong loud cough",
    "dot": "quick loud dark",
    "eve": "quick late",
    "fay": "quick strong late dark",
    "gus": "tall quick",
    "hob": "tall quick cough deaf",
    "ivy": "hand strong deaf",
}
_SAID = {
    "tall": "{who} can reach the clock",
    "strong": "{who} carried the stove",
    "loud": "{who} was heard across the river",
    "hand": "{who} writes what can be read",
    "quick": "{who} runs",
    "dark": "{who} will not go down without a lamp",
    "deaf": "{who} has one good ear",
    "cough": "{who} coughs",
    "late": "{who} missed the tram",
}

POSTS: dict[str, Any] = {
    "count": 5,
    "people": [
        {"id": who, "names": [who.title(), f"{who[0].upper()}. Quay-{who.title()}"], "traits": words(traits)}
        for who, traits in _TRAITS.items()
    ],
    "places": [
        {
            "id": name,
            "name": f"the {name}",
            "text": f"The {name}: {', '.join(needs)}, and not {', '.join(bars) or 'asleep'}.",
            "needs": needs,
            "bars": bars,
        }
        for name, needs, bars in (
            ("roof", ["tall"], ["cough"]),
            ("cellar", ["strong"], ["dark"]),
            ("bell", ["strong", "loud"], ["deaf"]),
            ("roll", ["hand"], ["late"]),
            ("stair", ["loud"], ["dark"]),
            ("telephone", ["loud", "quick"], ["deaf"]),
            ("pump", ["strong"], ["cough"]),
            ("window", ["tall", "quick"], []),
            ("book", ["hand"], ["deaf", "late"]),
            ("cat", ["quick"], ["cough", "late"]),
        )
    ],
    "readings": [{"trait": trait, "text": text} for trait, text in _SAID.items()],
}


def posts_papers(values: Values) -> dict[str, str]:
    said = [
        _SAID[trait].replace("{who}", person["names"][at % 2])
        for person in POSTS["people"]
        for at, trait in enumerate(person["traits"])
    ]
    return {
        "week": "# Remarks\n\n" + "\n\n".join(f"> So much is known: {text}. And so on." for text in said[::2]),
        "sick": table(("No", "Remark"), *((at, f"On Monday {text}.") for at, text in enumerate(said[1::2]))),
        "sheet": table(("Post", "Wanted"), *((row["no"], row["text"]) for row in values["posts"])),
    }


POSTS_SAMPLE = Sample(POSTS, posts_papers)
