"""Rules against leaks: nobody reads an answer before he has found it, nor learns from outside who it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from casefile.kinds import kind
from casefile.source import names
from casefile.source.problems import Problem
from casefile.workshop.check import outside, sameness, shortcuts
from casefile.workshop.check.disguises import disguises
from casefile.workshop.check.passages import Passage, open_before, passages
from casefile.workshop.check.prose import spelled
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.workshop.solutions import Answer

SHORTEST = 4
"""Letters and digits of an answer that is looked for as it stands; shorter ones turn up anywhere."""
HIDDEN, WORD, CODE = 8, 5, 5
"""What is looked for in disguise: letters anywhere, letters that are a word of their own, signs of base64."""
RUNG = 12
"""The same for a last rung of a hint."""


@dataclass(frozen=True)
class Secret:
    """What must not be read before a lock is open."""

    lock: str
    together: frozenset[Answer]
    """For each way to answer the words of all fields, spelled."""
    disguised: frozenset[str]
    """What may not be said in disguise either."""
    inputs: frozenset[str]
    """Papers that the answer is worked out from."""
    in_clear: bool
    """Whether it stands in them as it is, and is found by reason."""

    def told_by(self, passage: Passage) -> bool:
        """Whether a passage says all that the lock asks for, in one piece."""
        if self.in_clear and passage.paper in self.inputs:
            return False
        near = [words for words in self.together if all(word in passage.spelled for word in words)]
        return any(all(word in spelled(piece) for word in words) for words in near for piece in passage.pieces)


def answers_are_not_told(deal: Deal) -> Iterator[Problem]:
    """Answers that can be read, as they are or in a plain disguise, before the lock that asks for them is open."""
    said = passages(deal)
    bare = [passage.spelled.replace(" ", "") for passage in said]
    all_bare, all_raw = "\n".join(bare), "\n".join(passage.text for passage in said)
    for secret in _secrets(deal, said):
        told = {passage: "" for passage in said if secret.told_by(passage)}
        for phrase in secret.disguised:
            for how, hidden, is_bare in disguises(phrase):
                if hidden not in (all_bare if is_bare else all_raw):
                    continue
                for passage, letters in zip(said, bare, strict=True):
                    shown = _stands(hidden, passage, letters) if is_bare else _is_code(hidden, passage)
                    if shown and passage.paper not in secret.inputs:
                        told.setdefault(passage, f", {how}")
        places = {
            (one.path, one.line): how for one, how in told.items() if open_before(deal.stages, secret.lock, one.node)
        }
        for (path, line), how in places.items():
            sentence = f'tells the answer of "{secret.lock}"{how}, and can be read before it is found.'
            yield Problem(path, line, "CF-L01", sentence, "Say it otherwise, or open it later.")


def _stands(hidden: str, passage: Passage, letters: str) -> bool:
    """Whether letters stand in a passage: many of them by chance nowhere, few of them as a word only."""
    if len(hidden) >= HIDDEN:
        return hidden in letters
    return len(hidden) >= WORD and f" {hidden} " in passage.spelled


def _is_code(hidden: str, passage: Passage) -> bool:
    return len(hidden) >= CODE and hidden in passage.text


def _secrets(deal: Deal, said: list[Passage]) -> Iterator[Secret]:
    labels = _labels(deal)
    for lock, solution in deal.dealt.solutions.items():
        puzzle = deal.case.puzzles[lock]
        if puzzle.about.form == "request":
            continue
        is_card = [one.normal == "card" for one in solution.fields]
        ways: set[Answer] = set()
        for answer in solution.answers:
            parts = [labels.get(part, ()) if card else (part,) for part, card in zip(answer, is_card, strict=True)]
            ways.update(tuple(map(spelled, words)) for words in product(*parts))
        in_clear = kind(puzzle.about.kind).in_clear
        if not in_clear:
            ways.update((spelled(rung),) for rung in _last_rungs(said, lock) if len(_bare(rung)) >= RUNG)
        canonical = [riddle.answers[0] for riddle in deal.dealt.riddles.get(lock, {}).values()]
        if any(is_card):
            canonical = [tuple(labels.get(part, (part,))[0] for part in solution.answers[0])]
        phrases = {between.join(answer) for answer in canonical for between in (" ", ", ") if is_card != [True]}
        phrases |= {part for answer in canonical for part in answer if not any(is_card)}
        yield Secret(
            lock,
            frozenset(words for words in ways if _is_telling(words, in_clear=in_clear) and is_card != [True]),
            frozenset(phrases),
            frozenset(_inputs(deal, lock)),
            in_clear,
        )


def _is_telling(words: Answer, *, in_clear: bool) -> bool:
    """Whether it is worth looking for: what is found by reason, and is one name, stands wherever it may."""
    if not all(word.strip() for word in words):
        return False
    if len(words) > 1:
        # the three letters of three places on a map stand on any card of ciphers
        return sum(len(_bare(word)) for word in words) >= SHORTEST
    is_name = " " not in words[0].strip() and not any(map(str.isdigit, words[0]))
    return len(_bare(words[0])) >= SHORTEST and not (in_clear and is_name)


def _last_rungs(said: list[Passage], lock: str) -> Iterator[str]:
    for passage in said:
        if passage.node.startswith(f"{lock}/hint/") and passage.node.endswith("/4"):
            yield passage.text


def _inputs(deal: Deal, lock: str) -> Iterator[str]:
    """The papers of a puzzle: those that it names, those that it shows, and those that bear out its cards."""
    about, shown = deal.case.puzzles[lock].about, names.part_of(lock, names.SHOWN)
    slots = {one.id for one in about.fields} | {f"{lock}.{one.id}" for one in about.fields}
    yield from about.papers
    yield from (paper.source.about.id for paper in deal.dealt.papers if paper.node == shown)
    for name, doc in deal.case.docs.items():
        if about.form == "board" and any(one.slot in slots for one in (*doc.about.supports, *doc.about.excludes)):
            yield name


def _labels(deal: Deal) -> dict[str, tuple[str, ...]]:
    """Card to what it is called, in every language."""
    found: dict[str, dict[str, None]] = {}
    for node in deal.trial.nodes:
        for card in node.manifest.cards:
            found.setdefault(card.id, {}).update(dict.fromkeys(card.label.values()))
    return {card: tuple(labels) for card, labels in found.items()}


def _bare(text: str) -> str:
    return spelled(text).replace(" ", "")


RULES = (
    Rule("CF-L01", Severity.ERROR, "No answer can be read before it is found", "deal", answers_are_not_told),
    *outside.RULES,
    *sameness.RULES,
    *shortcuts.RULES,
)
"""What this theme asks."""
