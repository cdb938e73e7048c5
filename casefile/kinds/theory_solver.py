"""Reading the slots of a theory from the papers, by the author's readings."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from casefile.kinds.riddle import unsolved


def flat(papers: Iterable[str]) -> str:
    """All papers as one line, without marks."""
    return " ".join(re.sub(r"[*>|]", " ", "\n".join(papers)).split())


def read_slot(slot: Mapping[str, str], text: str, params: Mapping[str, Any], known: Mapping[str, str]) -> str:
    """The card that most readings of a slot find.

    Args:
        slot: `id` and `bank`.
        text: The papers, `flat`.
        params: `banks`, each of labels to ids, and `readings` with `slot` and `text`.
        known: What stands in readings in braces, beside `{card}`, to regular expressions.

    Raises:
        Refusal: `kind-unsolved`: no card, or two that are found equally often.
    """
    labels: dict[str, str] = params["banks"][slot["bank"]]
    folded = {label.casefold(): card for label, card in labels.items()}
    any_card = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    votes: Counter[str] = Counter()
    for reading in params["readings"]:
        if reading["slot"] == slot["id"]:
            pattern = reading["text"].replace("{card}", f"(?P<card>{any_card})")
            for name, expression in known.items():
                pattern = pattern.replace(f"{{{name}}}", expression)
            votes.update(folded[match["card"].casefold()] for match in re.finditer(pattern, text, re.IGNORECASE))
    best = votes.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        raise unsolved(f"The readings of the slot “{slot['id']}” leave {len(votes)} cards.")
    return best[0][0]
