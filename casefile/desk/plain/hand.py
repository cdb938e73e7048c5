"""The line mode's commands for the player's own hand: notes, marks, undo, tools, language, how it is printed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from casefile.desk.plain.clerk import Clerk, Reply, Said, tell
from casefile.desk.plain.file import show_question
from casefile.desk.plain.find import find
from casefile.desk.plain.page import print_block
from casefile.errors import Refusal
from casefile.session.views import ChoiceView, DecisionView, NoteView, QuestionView, Shape
from casefile.tools import TOOLS, Tool

MARKS = {"out": "out", "maybe": "maybe", "sure": "sure", "clear": ""}


def note(clerk: Clerk, said: Said) -> Reply:
    """Write a note, or read them all."""
    if said.rest:
        made = clerk.session.note(said.rest, clerk.paper)
        return Reply(["Noted."], {"note": made})
    notes = clerk.session.notes()
    lines = [line for number, one in enumerate(notes, 1) for line in clerk.wrap(_note(clerk, one), f"{number}  ")]
    return Reply(lines or ["No notes yet. `note` and some words makes one."], {"notes": notes})


def unnote(clerk: Clerk, said: Said) -> Reply:
    """Take a note away, by its number."""
    notes = clerk.session.notes()
    numbers = {one.id: str(number) for number, one in enumerate(notes, 1)}
    gone = find("note", said.rest or " ", notes, lambda one: (numbers[one.id], one.id, one.text))
    clerk.session.unnote(gone.id)
    return Reply(["The note is gone. `undo` brings it back."], {"note": gone})


def mark(clerk: Clerk, said: Said) -> Reply:
    """Mark a name of a question, with a reason; without a word the question as it stands."""
    grids = [question for question in clerk.session.questions() if question.choices]
    if not grids:
        raise Refusal("plain-no-question", "There is nobody to mark in this case.")
    words = said.rest.split()
    if not words:
        return Reply([line for grid in grids for line in show_question(clerk, grid)], {"questions": grids})
    grid, words = _grid(grids, words)
    head, reason = _because(" ".join(words))
    name, _, kind = head.rpartition(" ")
    if kind.casefold() not in MARKS or not name:
        raise Refusal(
            "plain-mark",
            "Say who and how, such as `mark A out because of the gate register`; or `maybe`, `sure`, `clear`.",
        )
    choice = find("name", name, grid.choices, _names_of_choice)
    clerk.session.mark(grid.id, choice.id, MARKS[kind.casefold()], reason, clerk.paper)
    fresh = next(question for question in clerk.session.questions() if question.id == grid.id)
    return Reply(clerk.wrap(f"{choice.label}: {kind.casefold()}. {fresh.title} {fresh.count}"), {"question": fresh})


def undo(clerk: Clerk, _said: Said) -> Reply:
    """Take back the last mark or note."""
    words = clerk.session.undo()
    return Reply(clerk.wrap(words), {"words": words})


def tool(clerk: Clerk, said: Said) -> Reply:
    """Lay any text on the workbench; `<` takes it from a paper."""
    granted = clerk.session.tools()
    mine = [one for name, one in TOOLS.items() if name in granted]
    name, rest = said.split()
    if not name:
        lines = [line for one in mine for line in _usage(clerk, one)]
        return Reply(
            lines or ["The workbench is empty: no tool has come with a paper yet."], {"tools": [t.id for t in mine]}
        )
    chosen = find("tool", name, mine, lambda one: (one.id, one.title))
    if not rest:
        return Reply(_usage(clerk, chosen), {"tool": chosen.id})
    arguments = {slot: _text(clerk, text) for slot, text in _arguments(chosen, rest).items()}
    made = chosen.run(arguments)
    clerk.session.use(chosen.id)
    return Reply(made.splitlines(), {"tool": chosen.id, "text": made})


def decide(clerk: Clerk, said: Said) -> Reply:
    """What waits to be decided, or take a decision."""
    waiting = [decision for decision in clerk.session.decisions() if not decision.chosen]
    if not waiting:
        raise Refusal("plain-no-decision", "Nothing waits to be decided.")
    words = said.rest.split()
    if not words:
        return Reply([line for one in waiting for line in _decision(clerk, one)], {"decisions": waiting})
    named = [one for one in waiting if one.id.casefold() == words[0].casefold()]
    words = words[1:] if named else words
    decision = named[0] if named else _only(waiting)
    sure = len(words) > 1 and words[-1].casefold() == "yes"
    wanted = " ".join(words[:-1] if sure else words)
    if not wanted:
        return Reply(_decision(clerk, decision), {"decisions": [decision]})
    option = find("option", wanted, decision.options, lambda one: (one.id, one.label))
    if decision.irrevocable and not sure:
        raise Refusal(
            "plain-irrevocable",
            f"{option.label}: that cannot be taken back. If it is meant, say `decide {decision.id} {option.id} yes`.",
        )
    return tell(clerk, clerk.session.decide(decision.id, option.id))


def lang(clerk: Clerk, said: Said) -> Reply:
    """The language of the papers."""
    if said.rest:
        clerk.session.speak(said.rest)
    language = clerk.session.status().language
    return Reply([f"The papers are shown in: {language}."], {"language": language})


def figures(clerk: Clerk, said: Said) -> Reply:
    """Figures and tables as drawn, or in words for the ear."""
    wanted = said.rest.casefold()
    if wanted not in ("on", "off"):
        raise Refusal(
            "plain-figures",
            "Say `figures on` (drawn, and their words) or `figures off` (their words, tables as lists).",
        )
    clerk.sheet = replace(clerk.sheet, figures=wanted == "on")
    words = "Figures and tables are printed as drawn." if wanted == "on" else "Figures and tables are put into words."
    return Reply([words], {"figures": clerk.sheet.figures})


def _note(clerk: Clerk, one: NoteView) -> str:
    return f"{one.text} (at {clerk.name(one.paper)})" if one.paper else one.text


def _names_of_choice(choice: ChoiceView) -> tuple[str, ...]:
    return (choice.initial, choice.id, choice.label)


def _grid(grids: Sequence[QuestionView], words: list[str]) -> tuple[QuestionView, list[str]]:
    named = [grid for grid in grids if grid.id.casefold() == words[0].casefold()]
    if named:
        return named[0], words[1:]
    return (
        (grids[0], words) if len(grids) == 1 else (find("question", "", grids, lambda one: (one.id, one.title)), words)
    )


def _because(text: str) -> tuple[str, str]:
    head, _, reason = re.sub(r"\bbecause\b", "\0", text, count=1, flags=re.IGNORECASE).partition("\0")
    return head.strip(), reason.strip()


def _usage(clerk: Clerk, one: Tool) -> list[str]:
    lines = clerk.wrap(f"{one.id}: {one.about}")
    for parameter in one.parameters:
        lines += clerk.wrap(f"{parameter.id}: {parameter.about}", "  ")
    first, *others = one.parameters
    more = "".join(f" {other.id}={other.example}" for other in others if not other.tall)
    return [
        *lines,
        *clerk.wrap(
            f"For instance `tool {one.id} {first.example.splitlines()[0]}{more}`; "
            f"`tool {one.id} < 3:2` takes block 2 of paper 3.",
            "  ",
        ),
    ]


def _arguments(chosen: Tool, text: str) -> dict[str, str]:
    """`first=… second=…` in pairs; text without a name is the first parameter's."""
    names = "|".join(re.escape(parameter.id) for parameter in chosen.parameters)
    pieces = re.split(rf"(?:^|\s)({names})=", text)
    found = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    if pieces[0].strip():
        found.setdefault(chosen.parameters[0].id, pieces[0])
    return found


def _text(clerk: Clerk, text: str) -> str:
    """What a parameter holds: the words themselves, or after `<` a paper or a block of it."""
    text = text.strip()
    if not text.startswith("<"):
        return text
    paper, _, number = text[1:].strip().rpartition(":") if ":" in text else (text[1:], "", "")
    page = clerk.session.page(clerk.find_paper(paper.strip()).id)
    sheet = replace(clerk.sheet, width=1000, figures=True, folds=False)
    if not number:
        return "\n".join(line for block in page.blocks for line in print_block(block, sheet))
    if not number.strip().isdigit() or not 1 <= int(number) <= len(page.blocks):
        raise Refusal("plain-block", f"That paper has blocks 1 to {len(page.blocks)}; `blocks` lists them.")
    block = page.blocks[int(number) - 1]
    # A figure's own lines are what a tool reads; its words are for the ear.
    return "\n".join(block.lines) if block.shape is Shape.FIGURE else "\n".join(print_block(block, sheet))


def _only(waiting: Sequence[DecisionView]) -> DecisionView:
    if len(waiting) > 1:
        raise Refusal("plain-which", f"Which decision? {', '.join(f'{one.id} {one.title}' for one in waiting)}.")
    return waiting[0]


def _decision(clerk: Clerk, decision: DecisionView) -> list[str]:
    lines = [f"{decision.title} ({decision.id})", *clerk.wrap(decision.text)]
    for option in decision.options:
        lines += clerk.wrap(f"{option.label}: say `decide {decision.id} {option.id}`", "- ")
    return [*lines, *(["It cannot be taken back."] if decision.irrevocable else [])]
