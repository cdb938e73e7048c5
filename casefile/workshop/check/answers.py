"""Rules of answers: hard to search, easy to type, told apart from one another, and sealed as they should be."""

from collections.abc import Iterator

from casefile.kinds.riddle import fold
from casefile.source import names
from casefile.source.problems import Problem
from casefile.workshop.check.enumeration import fits
from casefile.workshop.check.prose import spelled
from casefile.workshop.check.rule import Deal, Rule, Severity, Sources
from casefile.workshop.check.sealing import seals_and_opens
from casefile.workshop.check.search import searches
from casefile.workshop.check.spelling import other_ways

BITS, BOARD_BITS = 11, 13
"""Least size of an answer space."""
LONGEST = 40
"""Characters that somebody types without a slip."""
ANAGRAM = 5
"""Letters of the shortest answer that is looked for in another order."""


def cannot_be_searched(deal: Deal) -> Iterator[Problem]:
    """Boards with few fillings, and locks with few answers that nothing stronger stands before."""
    found = {one.lock: one for one in searches(deal.dealt)}
    strong = {names.part_of(one.lock, names.SOLVED) for one in found.values() if one.bits >= BITS}
    for lock, one in found.items():
        is_board = one.form == "board"
        least = BOARD_BITS if is_board else BITS
        own = names.part_of(lock, names.SOLVED)
        behind = deal.stages.at_lock(lock) & strong - {own}
        if one.form == "request" or one.bits >= least or (behind and not is_board):
            continue
        sentence = f"{one.space:,} possible answers, searched in {one.words}; {2**least:,} ({least} bits) are needed."
        advice = "Ask for more, or show it only behind a stronger lock." if not is_board else "Add cards or slots."
        yield deal.problem("CF-A02", deal.case.puzzles[lock].path, ("fields",), sentence, advice)


def answers_differ(deal: Deal) -> Iterator[Problem]:
    """Locks that take an answer that another takes: what opens one is tried everywhere."""
    taken: dict[tuple[str, ...], str] = {}
    for lock, solution in deal.dealt.solutions.items():
        for answer in dict.fromkeys(map(solution.normal, solution.answers)):
            other = taken.setdefault(tuple(map(fold, answer)), lock)
            if other != lock:
                sentence = f'takes "{" / ".join(answer)}", and so does "{other}".'
                advice = "Change one of them: what opened one lock is tried at every other."
                yield deal.problem("CF-A03", deal.case.puzzles[lock].path, ("id",), sentence, advice)


def answers_have_a_shape(deal: Deal) -> Iterator[Problem]:
    """Boxes that show another shape than their answer's, or none where there is one way only to write it, unseen."""
    for lock, solution in deal.dealt.solutions.items():
        puzzle = deal.case.puzzles[lock]
        normal = list(map(solution.normal, solution.answers))
        for language, riddle in deal.dealt.riddles.get(lock, {}).items():
            for number, one in enumerate(solution.fields):
                if one.normal == "card":
                    continue
                place = puzzle.about.fields.index(one)
                at = deal.dealt.rendering.at(puzzle.path, "fields", place)
                pattern = deal.dealt.rendering.string(f"puzzle:{lock}", one.pattern, at, language)
                answer = riddle.answers[0][place]
                ways = {way[number] for way in normal}
                if not fits(pattern, answer):
                    sentence = f'the box "{one.id}" shows {pattern}, and "{answer}" is not like that.'
                elif not pattern and len(ways) == 1 and fold(answer) not in fold(_open(deal, lock, language)):
                    sentence = f'the box "{one.id}" shows no shape, and its answer stands in no paper to be copied.'
                else:
                    continue
                advice = 'Give it a `pattern`: "(5 4)" for two words, "####" for four digits.'
                yield Problem(at.path, at.line, "CF-A04", sentence, advice)


def answers_can_be_typed(deal: Deal) -> Iterator[Problem]:
    """Answers that are long, that not every keyboard has, or that are also written otherwise."""
    for lock, solution in deal.dealt.solutions.items():
        accepted = set(map(solution.normal, solution.answers))
        for answer in solution.answers[:1]:
            for number, (one, text) in enumerate(zip(solution.fields, answer, strict=True)):
                said = _untypeable(text) if one.normal != "card" else ""
                missing = (
                    way
                    for way in other_ways(text, deal.case.file.language)
                    if one.normal == "text" and solution.normal(_with(answer, number, way)) not in accepted
                )
                if way := next(missing, ""):
                    said = f'"{text}" is taken, and "{way}" is not.'
                if said:
                    advice = "Add the other way to `accept`." if way else "Accept what any keyboard has, and is short."
                    yield deal.problem("CF-A05", deal.case.puzzles[lock].path, ("accept",), said, advice)


def a_solver_knows(sources: Sources) -> Iterator[Problem]:
    """Puzzles that do not say how somebody can tell, before submitting, that the answer is right."""
    for puzzle in sources.case.puzzles.values():
        if puzzle.about.form != "request" and not puzzle.about.confirmer.strip():
            sentence = "does not say how a solver can tell that the answer is right before it is tried."
            advice = "Write it into `confirmer`; if there is no way to tell, give the puzzle one."
            yield sources.problem("CF-A06", puzzle.path, ("confirmer",), sentence, advice)


def no_bare_anagrams(deal: Deal) -> Iterator[Problem]:
    """Answers whose letters stand in the papers as words in another order, and not as they are."""
    for lock in deal.dealt.solutions:
        puzzle = deal.case.puzzles[lock]
        for language, riddle in deal.dealt.riddles.get(lock, {}).items():
            text = spelled(_open(deal, lock, language))
            for answer in riddle.answers[0] if riddle.certificate.method == "declared" else ():
                if found := _anagram(fold(answer), text):
                    sentence = f'the answer "{answer}" is "{found}" in another order.'
                    advice = "Let a paper say in which order; guessing at letters is no last step."
                    yield deal.problem("CF-A07", puzzle.path, ("params",), sentence, advice)


def near_misses_are_answered(deal: Deal) -> Iterator[Problem]:
    """Near misses that the kind knows and to which the desk says nothing."""
    for lock, solution in deal.dealt.solutions.items():
        puzzle = deal.case.puzzles[lock]
        told = {solution.normal(near.answer) for near in solution.near} | set(map(solution.normal, solution.answers))
        if puzzle.about.form == "board" or len(solution.fields) < len(puzzle.about.fields):
            continue
        for riddle in deal.dealt.riddles.get(lock, {}).values():
            for near in riddle.near:
                if solution.normal(near.answer) not in told:
                    sentence = f'nothing is said to "{" / ".join(near.answer)}", which is on the way ({near.why}).'
                    advice = "Add it to `near`, with a text."
                    yield deal.problem("CF-A08", puzzle.path, ("near",), sentence, advice)


def _open(deal: Deal, lock: str, language: str) -> str:
    """All papers that are certainly open when a lock is first seen."""
    held = deal.stages.at_lock(lock)
    return "\n".join(paper.body[language] for paper in deal.dealt.papers if paper.node in held)


def _untypeable(text: str) -> str:
    if len(text) > LONGEST:
        return f'"{text}" is {len(text)} characters long; {LONGEST} are typed without a slip.'
    if not all(char.isascii() and char.isprintable() for char in text):
        odd = next(char for char in text if not (char.isascii() and char.isprintable()))
        return f'"{text}" has a "{odd}", which not every keyboard has.'
    return ""


def _with(answer: tuple[str, ...], at: int, text: str) -> tuple[str, ...]:
    return (*answer[:at], text, *answer[at + 1 :])


def _anagram(answer: str, text: str) -> str:
    """Words in a row that are made of the answer's letters; none if the answer stands there itself."""
    letters = sorted(answer)
    if len(answer) < ANAGRAM or not answer.isalpha() or answer in text.replace(" ", ""):
        return ""
    words = text.split()
    for start in range(len(words)):
        for end in range(start + 1, min(start + 4, len(words)) + 1):
            run = "".join(words[start:end])
            if len(run) >= len(answer):
                if sorted(run) == letters:
                    return " ".join(words[start:end])
                break
    return ""


RULES = (
    Rule(
        "CF-A02",
        Severity.ERROR,
        f"{BITS} bits of answers, or a stronger lock before it; a board {BOARD_BITS}",
        "deal",
        cannot_be_searched,
    ),
    Rule("CF-A03", Severity.ERROR, "No two locks take the same answer", "deal", answers_differ),
    Rule("CF-A04", Severity.WARNING, "An answer's shape is shown, and is its shape", "deal", answers_have_a_shape),
    Rule(
        "CF-A05",
        Severity.WARNING,
        "An answer is short, typeable, and taken however it is spelt",
        "deal",
        answers_can_be_typed,
    ),
    Rule(
        "CF-A06", Severity.ERROR, "A solver can tell that an answer is right before it is tried", "case", a_solver_knows
    ),
    Rule("CF-A07", Severity.WARNING, "The last step is no bare anagram", "deal", no_bare_anagrams),
    Rule("CF-A08", Severity.WARNING, "Near misses have an answer", "deal", near_misses_are_answered),
    Rule("CF-A09", Severity.ERROR, "The case can be sealed, and all of it opens again", "deal", seals_and_opens),
)
