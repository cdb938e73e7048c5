"""Printing a logic grid: its sentences, its empty grid, who has what."""

import random
import re
from collections.abc import Mapping
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.logic_clues import SLOTS, Clue, meaning, statements
from casefile.kinds.logic_deal import Deal, Said, number_of
from casefile.kinds.logic_params import GridParams
from casefile.tools.grid import Grid


def print_values(grid: GridParams, deal: Deal, stream: random.Random) -> dict[str, Any]:
    """What the papers are written with."""
    subjects = [item["id"] for item in grid.subject.items]
    clues = list(deal.chosen)
    stream.shuffle(clues)
    shown, spare = ([_clue_row(said, deal, stream) for said in pile] for pile in (clues, deal.spare))
    _check_sentences(grid, deal, [*clues, *deal.spare], [*shown, *spare])
    ids = [category.id for category in grid.categories]
    held = {
        subject: {name: deal.items[at][deal.solution[at][row]] for at, name in enumerate(ids, 1)}
        for row, subject in enumerate(subjects)
    }
    labels = [grid.subject.label, *(category.label for category in grid.categories)]
    names = [[str(item["name"]) for item in items] for items in deal.items]
    blank = Grid.blank(list(zip(labels, names, strict=True)))
    return {
        "clues": shown,
        "spare": spare,
        "row": {subject: {name: item["name"] for name, item in row.items()} for subject, row in held.items()},
        "item": held,
        "lists": dict(zip([grid.subject.id, *ids], (list(items) for items in deal.items), strict=True)),
        "order": ids,
        "grid": blank.render(),
        "grid_alt": "An empty grid. "
        + " ".join(f"{label}: {', '.join(items)}." for label, items in zip(labels, names, strict=True)),
    }


def _clue_row(said: Said, deal: Deal, stream: random.Random) -> dict[str, str]:
    text = _fill(stream.choice(said.phrase.texts), said.clue, deal.items)
    return {"text": text, "source": said.phrase.source, "clue": said.clue.type}


def _check_sentences(grid: GridParams, deal: Deal, said: list[Said], rows: list[dict[str, str]]) -> None:
    """No printed sentence may be taken for another clue of the author's phrases."""
    meant = {_flat(row["text"]): meaning(one.clue) for one, row in zip(said, rows, strict=True)}
    printed = " ".join(meant)
    for phrase in grid.phrases:
        a, b = number_of(grid, phrase.a), number_of(grid, phrase.b)
        for clue in statements(phrase.clue, a, b, len(grid.subject.items)):
            for text in phrase.texts:
                other = _flat(_fill(text, clue, deal.items))
                if other in printed and any(other in one and meant[one] != meaning(clue) for one in meant):
                    raise Refusal("kind-phrases", f"params: “{text}” can be mistaken for another clue.")


def _flat(sentence: str) -> str:
    """A sentence as a solver looks for it: capitals and line breaks do not matter."""
    return " ".join(sentence.casefold().split())


def _fill(text: str, clue: Clue, items: tuple[tuple[Mapping[str, Any], ...], ...]) -> str:
    cells = dict(zip(SLOTS[clue.type], clue.cells, strict=True))

    def form(match: re.Match[str]) -> str:
        category, item = cells[match[1]]
        forms = items[category][item]
        key = match[2] or "name"
        if not isinstance(forms.get(key), str):
            raise Refusal("kind-params", f"params: “{forms['name']}” has no form “{key}”, which “{text}” wants.")
        return str(forms[key])

    filled = re.sub(r"\{([a-d])(?:\.(\w+))?\}", form, text)
    return filled[:1].upper() + filled[1:]
