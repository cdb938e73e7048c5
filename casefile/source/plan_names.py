"""Whether everything that a plan names is there."""

from collections.abc import Collection, Iterator

from casefile.source.case import Case, Puzzle
from casefile.source.plan_file import CODE, Plan, PlanLine
from casefile.source.problems import Findings, did_you_mean
from casefile.source.wiring import options


def check_plans(case: Case, findings: Findings) -> None:
    """Note every id in a plan that there is not, and every answer with too few or too many fields."""
    for puzzle in case.puzzles.values():
        if puzzle.plan is not None:
            for line, sentence in _faults(case, puzzle.plan):
                findings.add(CODE, puzzle.plan.path, line, sentence)


def _faults(case: Case, plan: Plan) -> Iterator[tuple[int, str]]:
    profiles = [profile.id for profile in case.file.profiles]
    for head, ids, known in (("needs", plan.needs, case.puzzles), ("profiles", plan.profiles, profiles)):
        for sentence in _unknown(ids, known, head.removesuffix("s") if head == "profiles" else "puzzle"):
            yield plan.heads[head], sentence
    for line in plan.lines:
        # What follows a wrong name cannot be judged.
        first = next(_wrong(case, line), "")
        if first:
            yield line.line, first


def _unknown(words: Collection[str], known: Collection[str], thing: str) -> Iterator[str]:
    for word in words:
        if word not in known:
            yield f'names "{word}": there is no such {thing}.{did_you_mean(word, known)}'


def _wrong(case: Case, line: PlanLine) -> Iterator[str]:
    if line.act in ("answer", "hint"):
        yield from _unknown([line.subject], case.puzzles, "puzzle")
        puzzle = case.puzzles[line.subject]
        if line.act == "answer" and len(line.fields) not in _widths(case, puzzle):
            yield f"has {len(line.fields)} field(s); {line.subject} asks for {len(puzzle.about.fields)}."
        if line.step:
            yield from _unknown([line.step], [step.id for step in puzzle.steps], "step")
    if line.act == "decide":
        yield from _unknown([line.subject], [decision.id for decision in case.file.decisions], "decision")
    yield from _unknown(line.ids, *_of(case, line))


def _of(case: Case, line: PlanLine) -> tuple[Collection[str], str]:
    """What the ids of a line may be."""
    file, word = case.file, line.subject if line.act == "expect" else line.act
    match word:
        case "decide":
            return options(case, line.subject), "option"
        case "shown" | "hidden" | "solved":
            return case.puzzles, "puzzle"
        case "ending":
            return [entry.id for entry in file.endings], "ending"
        case "message":
            return [entry.id for entry in file.messages], "message"
        case "use":
            return _tools(case), "tool in this case"
    return case.docs, "paper"


def _tools(case: Case) -> set[str]:
    about = [puzzle.about for puzzle in case.puzzles.values()]
    brought = [case.file.tools, *(act.tools for act in case.file.acts)]
    brought += [tools for one in about for tools in (one.tools, one.tools_solved)]
    return {tool for tools in brought for tool in tools}


def _widths(case: Case, puzzle: Puzzle) -> set[int]:
    """How many fields an answer may have: all, or those that a profile asks for."""
    every = len(puzzle.about.fields)
    cut = [lock for profile in case.file.profiles for lock in profile.locks if lock.id == puzzle.about.id]
    return {every, *(len(lock.fields) or every for lock in cut)}
