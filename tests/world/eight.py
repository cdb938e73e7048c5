"""A world of eight suspects and twelve clues, as a whole case has it."""

from typing import Any

from casefile.source.world_file import WorldFile

ROLL = ["ash", "birch", "cedar", "elm", "fir", "hazel", "oak", "pine"]
CAST: dict[str, dict[str, Any]] = {name: {"name": name.title()} for name in ROLL}
FAMILIES = ["paper", "gate", "wire"]


def clue(number: int) -> dict[str, Any]:
    hour = 8 + number
    return {
        "id": f"C{number}",
        "act": f"act{(number - 1) // 3 + 1}",
        "family": FAMILIES[(number - 1) % 3],
        "window": {"place": "the safe", "from": f"{hour:02}.05", "to": f"{hour:02}.25", "shift": 5},
        "places": ["canteen", "garage", "roof"],
    }


def spec(**changes: Any) -> WorldFile:
    bands = [(5, 7), (3, 5), (2, 3), (1, 1)]
    data: dict[str, Any] = {
        "roll": ROLL,
        "variables": {
            "handler": ["a house", "a broker", "nobody"],
            "safe": {"low": 100, "high": 999},
            "two": {"of": ["x", "y", "z"], "count": 2},
            "lever": {"by": "mole", "table": {name: f"lever of {name}" for name in ROLL}},
        },
        "corridor": [{"act": f"act{n}", "least": low, "most": high} for n, (low, high) in enumerate(bands, start=1)],
        "clues": [clue(number) for number in range(1, 13)],
    }
    return WorldFile.model_validate(data | changes)
