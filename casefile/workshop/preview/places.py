"""Where an author can jump to, and what must be done to stand there."""

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.errors import Refusal
from casefile.source import names
from casefile.source.problems import did_you_mean
from casefile.workshop.deal import Dealt
from casefile.workshop.preview.trail import Play
from casefile.workshop.ways import way_to


@dataclass(frozen=True, slots=True)
class Place:
    """An act, a puzzle, a paper, an ending or any other node."""

    name: str
    kind: str
    title: str
    act: str
    node: str
    """Whoever holds it stands there."""


def places(dealt: Dealt, language: str = "") -> Iterator[Place]:
    """Every place of a deal that has a title, in the order of the story."""
    case, language = dealt.case, language or dealt.case.file.language
    for number, act in enumerate(case.file.acts):
        title = dealt.rendering.string("case", act.title, dealt.rendering.at("case.toml", "acts", number), language)
        yield Place(act.id, "act", title, act.id, act.id)
        for name, puzzle in case.puzzles.items():
            if puzzle.about.act == act.id:
                at = dealt.rendering.at(puzzle.path, "title")
                title = dealt.rendering.string(f"puzzle:{name}", puzzle.about.title, at, language)
                kind = "lock left out" if name in dealt.wiring.drops else puzzle.about.kind or "archive"
                yield Place(name, kind, title, act.id, dealt.wiring.node(name, names.Use.TARGET))
        seen: set[str] = set()
        for paper in dealt.papers:
            about = paper.source.about
            if about.act == act.id and about.id not in seen:
                seen.add(about.id)
                yield Place(about.id, "paper", paper.title.get(language, ""), act.id, paper.node)
    for number, ending in enumerate(case.file.endings):
        if (node := names.ending(ending.id)) in dealt.wiring.kinds:
            at = dealt.rendering.at("case.toml", "endings", number)
            yield Place(node, "ending", dealt.rendering.string("case", ending.title, at, language), "", node)


def place_named(dealt: Dealt, name: str) -> Place:
    """A place by what an author calls it: a puzzle, a paper, an act, an ending, or the name of any node.

    Raises:
        Refusal: There is none.
    """
    bare = name.removeprefix("doc:").removeprefix("puzzle:")
    known = {place.name: place for place in places(dealt)}
    if bare in known:
        return known[bare]
    if name in dealt.wiring.kinds:
        owner = known.get(name.partition("/")[0])
        return Place(name, dealt.wiring.kinds[name], owner.title if owner else name, owner.act if owner else "", name)
    guess = did_you_mean(bare, [*known, *dealt.wiring.kinds])
    raise Refusal("preview-place", f'There is no paper, puzzle, act or node "{name}" in this cut.{guess}')


def done_in(play: Play) -> set[str]:
    """What a play has got by answers, decisions and endings."""
    held = play.session.state.held.names
    works = {work for every in play.proof.dealt.wiring.works.values() for work in every}
    return works.intersection(held)


def go_to(play: Play, place: Place) -> None:
    """Do what is needed to stand at a place; what cannot be done is noted as lost."""
    wiring = play.proof.dealt.wiring
    for goal in [*_conditions(play.proof.dealt, place.node), place.node]:
        way = way_to(wiring, goal, done_in(play))
        if way is None:
            play.lost.append(f"a way to {goal}")
            return
        for work in way:
            if wiring.kinds[work] != "ending":  # it comes by itself
                _get(play, work)
    if wiring.kinds[place.node] == "ending":
        play.read_all()
    if place.node not in play.session.state.held.names and not play.lost:
        play.lost.append(f"{place.name}, which asks for more than this")


def _conditions(dealt: Dealt, node: str) -> Iterator[str]:
    """Nodes that an ending asks for."""
    if dealt.wiring.kinds[node] != "ending":
        return
    entry = next(entry for entry in dealt.case.file.endings if names.ending(entry.id) == node)
    for condition in entry.when:
        word, _, argument = condition.partition(":")
        if word == "solved":
            yield dealt.wiring.node(names.part_of(argument, names.SOLVED), names.Use.INPUT)
        elif word == "held":
            yield dealt.wiring.node(argument, names.Use.INPUT)
        elif word == "chose":
            yield names.branch(*argument.split("=", maxsplit=1))
        elif word == "read":
            yield from (paper.node for paper in dealt.papers if paper.source.about.id == argument)


def _get(play: Play, work: str) -> None:
    try:
        if work.startswith("branch:"):
            _decide(play, *work.removeprefix("branch:").rsplit("/", maxsplit=1))
        elif play.proof.dealt.wiring.kinds[work] == "solved":
            play.solve(work.partition("/")[0])
        else:
            solutions = play.proof.dealt.solutions
            play.draw(next(lock for lock in solutions if any(opens == work for _, opens in solutions[lock].rows)), work)
    except Refusal:
        play.lost.append(work)


def _decide(play: Play, decision: str, option: str) -> None:
    """Take a branch; where it is offered only to whoever signed a wrong form, sign that form first."""
    play.read_all()
    shown = play.session.state.held.decisions.get(decision)
    asked = [condition for known in shown[0].options if known.id == option for condition in known.when] if shown else []
    for condition in asked:
        word, _, argument = condition.partition(":")
        place, _, card = argument.partition("=")
        lock, _, slot = place.rpartition(".")
        solution = play.proof.dealt.solutions.get(lock)
        if word == "signed" and solution:
            right = zip(solution.fields, solution.answers[0], strict=True)
            play.session.answer(lock, [card if field.id == slot else answer for field, answer in right])
    play.session.decide(decision, option)
