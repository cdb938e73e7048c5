"""The nodes of a puzzle: its lock, its near misses, its hints."""

from casefile.source import names
from casefile.source.hints import Step
from casefile.source.names import Use
from casefile.vault import manifest as written
from casefile.workshop.draft import Draft
from casefile.workshop.locks import near_name, shown
from casefile.workshop.rendering import At


def lay_puzzle(draft: Draft, lock: str) -> None:
    """Write what a puzzle shows, and what its solution says."""
    puzzle, rendering, context = draft.dealt.case.puzzles[lock], draft.dealt.rendering, f"puzzle:{lock}"
    about = puzzle.about
    front, papers = (draft.dealt.wiring.node(f"{lock}/{part}", Use.INPUT) for part in (names.SHOWN, names.PAPERS))
    if about.form != "request" or lock in draft.dealt.wiring.drops:
        draft.put(papers, "tools", *about.tools_solved)
    draft.put(front, "tools", *about.tools)
    if lock in draft.dealt.wiring.drops:
        return
    cards = enumerate(about.cards)
    draft.put(front, "cards", *(draft.card(context, card, rendering.at(puzzle.path, "cards", n)) for n, card in cards))
    draft.put(front, "locks", shown(draft.dealt, lock, draft.crypto.holes[lock]))
    for number, near in enumerate(about.near):
        name = near_name(lock, number)
        text = draft.say(near.text, rendering.at(puzzle.path, "near", number, "text"), context)
        draft.parts[name] = {"kind": "near", "name": name, "text": text}
    asked = {one.id for one in draft.dealt.solutions[lock].fields}
    for step in puzzle.steps:
        if not step.slot or step.slot in asked:
            _step(draft, lock, step, front)
    if about.form != "request":
        solved = draft.parts[names.part_of(lock, names.SOLVED)]
        solved["title"] = draft.say(about.title, rendering.at(puzzle.path, "title"), context)
        solved["text"] = draft.say(about.solved, rendering.at(puzzle.path, "solved"), context)
        solved["clock"] = draft.say(about.clock, rendering.at(puzzle.path, "clock"), context)


def _step(draft: Draft, lock: str, step: Step, front: str) -> None:
    path, context = draft.dealt.case.puzzles[lock].hints_path, f"puzzle:{lock}"
    chain = [f"{lock}/hint/{step.id}/{number}" for number in range(1, draft.crypto.rungs + 1)]
    title = draft.say(step.title, At(path, step.line), context)
    for number, name in enumerate(chain):
        text = draft.say(step.rungs[number], At(path, step.rung_lines[number]), context)
        follower = draft.ref(chain[number + 1]) if number + 1 < len(chain) else None
        draft.parts[name] = {"kind": "rung", "name": name, "text": text, "next": follower}
    hint = written.Hint(
        lock=lock,
        step=step.id,
        title=title,
        seen_if=draft.when(step.seen_if),
        slot=step.slot,
        first=draft.ref(chain[0]),
    )
    draft.put(front, "hints", hint)
