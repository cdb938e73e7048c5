"""The rule for what can be worked out backwards: a filled board must not answer the puzzles that feed it."""

from collections.abc import Iterator

from casefile.source.problems import Problem
from casefile.workshop.check.prose import says
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.workshop.check.theories import theories

SHARE = 0.3
"""So large a part of the feeders of a board must not be guessable from it."""


def boards_do_not_answer(deal: Deal) -> Iterator[Problem]:
    """Boards whose right cards say what is asked for at many of the puzzles that feed them."""
    labels = {card.id: card.label for node in deal.trial.nodes for card in node.manifest.cards}
    for theory in theories(deal):
        feeders = [lock for lock in deal.stages.feeders(theory.lock) if lock in deal.dealt.solutions]
        said = [text for card in theory.right.values() for text in labels.get(card, {}).values()]
        open_ = [lock for lock in feeders if _stands_in(deal, lock, said)]
        if feeders and len(open_) >= SHARE * len(feeders):
            sentence = (
                f"whoever fills it in can answer {', '.join(open_)} from its cards: {len(open_)} of {len(feeders)}."
            )
            advice = "Ask those puzzles for something that the form does not say."
            yield deal.problem("CF-L06", theory.path, ("params",), sentence, advice)


def _stands_in(deal: Deal, lock: str, said: list[str]) -> bool:
    """Whether one way to answer a lock is, in all its fields, on cards."""
    solution = deal.dealt.solutions[lock]
    return any(all(any(says(text, part) for text in said) for part in answer) for answer in solution.answers)


RULES = (
    Rule("CF-L06", Severity.WARNING, "A board answers few of the puzzles that feed it", "deal", boards_do_not_answer),
)
"""What is asked of boards, looked at backwards."""
