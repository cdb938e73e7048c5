"""The rule for what a pack says to somebody who has opened nothing of it."""

import re
from collections.abc import Iterator

from casefile.source.problems import Problem
from casefile.workshop.check.prose import spelled
from casefile.workshop.check.rule import Deal, Rule, Severity

_RUN = re.compile(rb"[\x20-\x7e]{6,}")
"""Bytes that could be text; in what is enciphered, no longer ones turn up than a few."""
LEAST = 4
"""Letters and digits that the longest part of what is looked for must have."""
CHANCE = 6
"""With fewer it stands somewhere in megabytes of noise by chance, and is looked for in the title alone."""


def packs_say_nothing(deal: Deal) -> Iterator[Problem]:
    """What is locked and can be read in the sealed file: answers, titles, ids."""
    data = deal.trial.data
    readable = b"\n".join(_RUN.findall(data)).decode("ascii")
    title = "\n".join(deal.trial.pack().title.values())
    words, named = spelled(f"{readable}\n{title}"), spelled(title)
    for what, said in _locked(deal):
        letters = max(len(spelled(one).replace(" ", "")) for one in said)
        place = words if letters >= CHANCE else named
        if letters >= LEAST and all(spelled(one) in place for one in said):
            sentence = f"{what} can be read in the sealed pack by everybody."
            yield deal.problem("CF-L02", "case.toml", ("title",), sentence, "Give the case a title that tells less.")


def _locked(deal: Deal) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What nobody may read before he has opened anything, with words for it."""
    public = {deal.case.file.id, deal.profile.id}
    for lock, solution in deal.dealt.solutions.items():
        if not any(one.normal == "card" for one in solution.fields):
            yield from ((f'the answer of "{lock}"', answer) for answer in solution.answers)
    free = deal.stages.without(*(node for works in deal.dealt.wiring.works.values() for node in works))
    for paper in deal.dealt.papers:
        if paper.node not in free:
            for title in {*paper.title.values(), paper.source.about.id} - public:
                yield f'the title or the id of the paper "{paper.source.about.id}"', (title,)
    for lock in deal.dealt.solutions:
        about = deal.case.puzzles[lock].about
        if f"{lock}/shown" not in free:
            yield from ((f'the title of "{lock}"', (title,)) for title in {about.title} - public)


RULES = (Rule("CF-L02", Severity.ERROR, "A sealed pack says nothing of what is locked", "deal", packs_say_nothing),)
"""What is asked of a sealed pack."""
