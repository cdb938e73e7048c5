"""How much has to be read, in words: before anything can be tried, and in each act."""

from collections.abc import Iterable, Iterator

from casefile.session.paper import BLACK
from casefile.source import names
from casefile.source.problems import Problem
from casefile.source.wiring import START, Wiring
from casefile.workshop.check.prose import sentences
from casefile.workshop.check.rule import Deal
from casefile.workshop.deal import DealtPaper

MOST_BEFORE = 600
MOST_IN_AN_ACT = 2_500
_CHOICES = {"branch": "/", "ending": ":"}
"""Kinds of node of which a player gets one among several, and what parts the choice from the option in their names."""


def not_too_much(deal: Deal) -> Iterator[Problem]:
    """Openings and acts that ask for more reading than people are willing to give."""
    before = _before_the_first_lock(deal)
    if before > MOST_BEFORE:
        sentence = (
            f"{_over(before, 100)} words have to be read before anything can be tried; at most {MOST_BEFORE} should."
        )
        advice = "Give the first puzzle to the first paper, and the rest of the papers to its solution."
        yield deal.problem("CF-F09", "case.toml", ("intro",), sentence, advice)
    for number, act in enumerate(deal.case.file.acts):
        words = _in_act(deal, act.id)
        if words > MOST_IN_AN_ACT:
            sentence = (
                f'act "{act.id}" has {_over(words, 500)} words that must be read; at most {MOST_IN_AN_ACT:,} should.'
            )
            advice = "Shorten, or mark what can be missed as `optional`."
            yield deal.problem("CF-F09", "case.toml", ("acts", number), sentence, advice)


def _over(words: int, step: int) -> str:
    """Roughly, so that all seeds and profiles say the same."""
    return f"over {words // step * step:,}"


def _before_the_first_lock(deal: Deal) -> int:
    """The note, the introduction and every paper of the opening but those that belong to other locks than the first."""
    opening = _granted(deal.dealt.wiring, START)
    locks = [lock for lock in deal.dealt.solutions if names.part_of(lock, names.SHOWN) in opening]
    belongs = {paper: lock for lock in reversed(locks) for paper in deal.case.puzzles[lock].about.papers}
    papers = [paper for paper in deal.dealt.papers if paper.node in opening and not paper.source.about.optional]
    said = [deal.case.file.note, deal.case.file.intro]
    common = len(" ".join(said).split()) + _words(deal, (p for p in papers if p.source.about.id not in belongs))
    own = [_words(deal, (p for p in papers if belongs.get(p.source.about.id) == lock)) for lock in locks]
    return common + min(own, default=0)


def _in_act(deal: Deal, act: str) -> int:
    """Words of the papers that are not optional; of branches and of endings the longest, for nobody reads two."""
    branches: dict[str, dict[str, list[DealtPaper]]] = {}
    for paper in deal.dealt.papers:
        if paper.source.about.act == act and not paper.source.about.optional:
            kind = paper.node.partition(":")[0]
            decision, _, option = paper.node.partition(_CHOICES.get(kind, "\n"))
            decision = decision if option else ""
            branches.setdefault(decision, {}).setdefault(option, []).append(paper)
    return sum(max(_words(deal, papers) for papers in options.values()) for options in branches.values())


def _words(deal: Deal, papers: Iterable[DealtPaper]) -> int:
    """Words in the case's own language. What stands in two copies, however blacked, is read once and compared after."""
    language = deal.dealt.rendering.language
    said = {sentence for paper in papers for sentence in sentences(paper.body[language])}
    for sentence in sorted(said):
        start = sentence.partition(BLACK)[0]
        if start not in ("", sentence) and any(other.startswith(start) for other in said - {sentence}):
            said.remove(sentence)
    return sum(len(sentence.split()) for sentence in said)


def _granted(wiring: Wiring, node: str) -> set[str]:
    found, waiting = set[str](), [node]
    while waiting:
        found.add(one := waiting.pop())
        waiting += [other for other in wiring.grants.get(one, ()) if other not in found]
    return found
