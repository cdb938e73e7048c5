"""Rules of fairness: whoever reads everything and thinks can win, and is told beforehand what it is about."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from casefile.kinds import kind
from casefile.source.case import Puzzle
from casefile.source.problems import Problem
from casefile.workshop.check.branches import ways_on
from casefile.workshop.check.knowledge import all_tables_are_in_the_case
from casefile.workshop.check.reading import not_too_much
from casefile.workshop.check.rule import Cut, Deal, Rule, Severity, Sources
from casefile.workshop.check.story import is_whole
from casefile.workshop.check.themes import forewarned
from casefile.workshop.check.voices import introduced

_MANY, _FAMILIES = 4, 4
"""An act with so many puzzles, its boards not counted, has so many families, theirs among them."""


def decisions_say_what_is_decided(deal: Deal) -> Iterator[Problem]:
    """Decisions that cannot be taken back and whose text or options leave open what is decided.

    That they cannot be taken back is said by the desk and by the line mode, which also ask twice.
    """
    rendering = deal.dealt.rendering
    for number, entry in enumerate(deal.case.file.decisions):
        place = ("decisions", number)
        at = rendering.at("case.toml", *place)
        for language in rendering.facts if entry.irrevocable else ():
            labels = [
                rendering.string("case", one.label, at, language).strip() for one in entry.options if not one.each
            ]
            if not rendering.string("case", entry.text, at, language).strip() or not all(labels):
                sentence = f'"{entry.id}" cannot be taken back, and does not say what is decided.'
                yield deal.problem("CF-F03", "case.toml", place, sentence, "Give it a text, and each option a label.")
            elif len(set(map(str.casefold, labels))) < len(labels):
                sentence = f'"{entry.id}" cannot be taken back, and two of its options read the same.'
                yield deal.problem("CF-F03", "case.toml", place, sentence, "Say in each what it means to take it.")


def suspicions_are_explained(sources: Sources) -> Iterator[Problem]:
    """What looks bad for an innocent, and nobody explains; explanations of what nobody has raised."""
    docs = sources.case.docs.values()
    certain = [doc for doc in docs if not doc.about.optional]
    explained = {name for doc in certain for name in doc.about.explains}
    raised = {name for doc in docs for name in (*doc.about.suspicion, doc.about.herring)}
    for doc in docs:
        for number, name in enumerate(doc.about.suspicion):
            if name not in explained and is_whole(sources.case):
                sentence = f'raises the suspicion "{name}", and no paper that everybody reads explains it.'
                yield sources.problem(
                    "CF-F05", doc.path, ("suspicion", number), sentence, f'Write explains = ["{name}"] where one does.'
                )
        for number, name in enumerate(doc.about.explains):
            if name not in raised:
                sentence = f'explains "{name}", which no paper raises as a suspicion.'
                yield sources.problem(
                    "CF-F05", doc.path, ("explains", number), sentence, "Name it in `suspicion` there."
                )


def puzzles_have_a_reason(sources: Sources) -> Iterator[Problem]:
    """Puzzles of which nobody knows who made them, against whom, and why they are in the file."""
    for puzzle in _asked(sources.case.puzzles.values()):
        missing = [key for key in ("made_by", "against", "found_because") if not getattr(puzzle.about, key).strip()]
        if missing:
            sentence = f"does not say {' and '.join(f'`{key}`' for key in missing)}."
            advice = "Somebody in the story made it, against somebody, and it got into the file somehow."
            yield sources.problem("CF-F06", puzzle.path, (missing[0],), sentence, advice)


def false_trails_end(sources: Sources) -> Iterator[Problem]:
    """More than one deliberate false trail in an act, or one that its act does not put an end to."""
    for act in sources.case.file.acts:
        docs = [doc for doc in sources.case.docs.values() if doc.about.act == act.id]
        ended = {name for doc in docs for name in doc.about.explains}
        trails = {doc.about.herring: doc for doc in reversed(docs) if doc.about.herring}
        for name, doc in trails.items():
            if name not in ended:
                sentence = f'lays the false trail "{name}", and no paper of the same act puts an end to it.'
                advice = f'Write explains = ["{name}"] where one does.'
                yield sources.problem("CF-F07", doc.path, ("herring",), sentence, advice)
        if len(trails) > 1:
            first, *others = reversed(trails)
            sentence = f'lays a second false trail in act "{act.id}", beside "{first}"; readers make their own.'
            yield sources.problem("CF-F07", trails[others[0]].path, ("herring",), sentence, "Keep one, or none.")


def acts_are_mixed(cut: Cut) -> Iterator[Problem]:
    """Two puzzles of one family in a row, and long acts of few families."""
    for number, act in enumerate(cut.case.file.acts):
        kept = (one for name, one in cut.case.puzzles.items() if name not in cut.profile.drops)
        puzzles = [one for one in _asked(kept) if one.about.act == act.id]
        families = {one.about.id: one.about.family or kind(one.about.kind).family for one in puzzles}
        for first, second in pairwise(puzzles):
            if families[first.about.id] == families[second.about.id] != "":
                sentence = f'is of the family "{families[second.about.id]}", as is "{first.about.id}" right before it.'
                yield cut.problem("CF-F08", second.path, ("kind",), sentence, "Put another between them.")
        if sum(one.about.form == "answer" for one in puzzles) < _MANY:
            continue
        for one in puzzles:
            if not families[one.about.id]:
                sentence = f'is of no family that the kind "{one.about.kind}" could know.'
                yield cut.problem(
                    "CF-F08", one.path, ("kind",), sentence, "Say in `family` what it feels like to solve."
                )
        parts = [one.about for one in cut.case.parts.values() if one.about.of in families]
        behind = {one.family or kind(one.kind).family for one in parts}
        different = len({*families.values(), *behind} - {""})
        if different < _FAMILIES and all(families.values()):
            sentence = f'act "{act.id}" has {len(puzzles)} puzzles of {different} families; {_FAMILIES} keep it varied.'
            yield cut.problem("CF-F08", "case.toml", ("acts", number), sentence)


def _asked(puzzles: Iterable[Puzzle]) -> Iterator[Puzzle]:
    return (puzzle for puzzle in puzzles if puzzle.about.form != "request")


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    Rule("CF-F01", _ERROR, "Every suspect is named in the first act and heard before the third", "deal", introduced),
    Rule("CF-F02", _ERROR, "No decision makes a later puzzle, or every ending, impossible", "profile", ways_on),
    Rule("CF-F03", _ERROR, "What cannot be taken back says what is decided", "deal", decisions_say_what_is_decided),
    Rule("CF-F04", _ERROR, "Every table that a puzzle takes lies in the case", "deal", all_tables_are_in_the_case),
    Rule("CF-F05", _WARNING, "What looks bad for an innocent is explained", "case", suspicions_are_explained),
    Rule("CF-F06", _WARNING, "Every puzzle has a reason to be there", "case", puzzles_have_a_reason),
    Rule("CF-F07", _WARNING, "An act has one false trail at most, and ends it", "case", false_trails_end),
    Rule("CF-F08", _WARNING, "An act mixes families of puzzles", "profile", acts_are_mixed),
    Rule("CF-F09", _WARNING, "Nobody has to read too much at once", "deal", not_too_much),
    Rule("CF-F10", _NOTE, "The content note says what the papers are about", "case", forewarned),
)
