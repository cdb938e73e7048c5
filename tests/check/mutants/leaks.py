"""Mutators for what tells too much: answers said too early, and sizes that depend on who it was."""

import base64
import codecs
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from casefile.source.case import Document
from casefile.workshop.deal import Dealt, deal_case
from tests.check.mutants.folder import LYREBIRD, SOUND, TIN, Mutator, Places, Spoil, appended, edited, put

CASE = "case.toml"
PEOPLE = ("ash", "birch", "carverly", "donnellanson")
DISGUISES: dict[str, Callable[[Random, str], str]] = {
    "as it is": lambda _, text: text,
    "in capitals": lambda _, text: text.upper(),
    "backwards": lambda _, text: text[::-1],
    "moved along the alphabet": lambda draw, text: _turned(text, draw.randint(1, 25)),
    "in hex": lambda _, text: text.encode().hex(),
    "in base64": lambda draw, text: base64.b64encode(b"x" * draw.randrange(3) + text.encode()).decode(),
}


def _turned(text: str, turn: int) -> str:
    if turn == 13:
        return codecs.encode(text, "rot13")
    return "".join(
        chr((ord(char) - first + turn) % 26 + first)
        if char.isascii() and char.isalpha() and (first := ord("A" if char.isupper() else "a"))
        else char
        for char in text
    )


@cache
def _dealt(case: Path) -> Dealt:
    return deal_case(case)


def _answer(dealt: Dealt, lock: str) -> tuple[str, ...]:
    """What a lock takes, in words."""
    solution = dealt.solutions[lock]
    docs = dealt.case.docs.values()
    cards = [*dealt.case.file.cards, *dealt.case.puzzles[lock].about.cards]
    cards += [card for doc in docs for card in doc.about.cards]
    at = dealt.rendering.at(CASE)
    labels = {dealt.rendering.string("", card.id, at): dealt.rendering.string("", card.label, at) for card in cards}
    pairs = zip(solution.fields, solution.answers[0], strict=True)
    return tuple(labels[part] if one.normal == "card" else part for one, part in pairs)


def _early(dealt: Dealt, lock: str) -> list[Document]:
    """Papers that nobody needs this lock's answer for, and that it is not worked out from."""
    puzzles = dealt.case.puzzles
    acts = [act.id for act in dealt.case.file.acts]
    acts = acts[: acts.index(puzzles[lock].about.act) + 1]
    shown = {f"{name}/shown" for name, one in puzzles.items() if one.about.act in acts and one.about.form == "answer"}
    early = (doc for doc in dealt.case.docs.values() if doc.about.opens_with in {*acts, *shown} - {f"{lock}/shown"})
    board = puzzles[lock].about.form == "board"
    return [
        doc for doc in early if doc.about.id not in puzzles[lock].about.papers and not (board and doc.about.supports)
    ]


def _told_early(case: Path) -> Spoil:
    """Any answer, in any disguise, in any paper that can be read before it is found."""

    def spoil(draw: Random, root: Path) -> str:
        dealt = _dealt(case)
        lock = draw.choice([name for name, one in dealt.case.puzzles.items() if one.about.form != "request"])
        doc = draw.choice(_early(dealt, lock))
        how = draw.choice(tuple(DISGUISES))
        hidden = DISGUISES[how](draw, draw.choice((" ", ", ")).join(_answer(dealt, lock)))
        text = draw.choice(("Think of {}.", "Somebody wrote {} on the wall.", "{}", "> {} is all that I heard."))
        return f"{lock}, {how}: {appended(root, root / doc.path, text.replace('{}', hidden))}"

    return spoil


def _said_early(draw: Random, root: Path) -> str:
    """The answer of a puzzle of the first act in a message, in another's question, or in a first rung of it."""
    lock = draw.choice(("p1", "p2", "p3"))
    other = draw.choice([one for one in ("p1", "p2", "p3") if one != lock])
    place = draw.choice(
        (
            Places(CASE, r'(?<=^text = ")Two of the three notes'),
            Places(f"puzzles/{other}/puzzle.toml", r'(?<=^prompt = ")'),
            Places(f"puzzles/{other}/hints.md", r"(?<=^1\. )"),
        )
    )
    path, match = place.draw(draw, root)
    return put(root, path, match, f"{' '.join(_answer(_dealt(SOUND), lock))}, says he. {match[0]}")


def _on_the_cover(case: Path) -> Spoil:
    """An answer, or the title of something locked, in the title of the case."""

    def spoil(draw: Random, root: Path) -> str:
        dealt = _dealt(case)
        acts = {act.id for act in dealt.case.file.acts[:1]}
        gated = {gate.opens for gate in dealt.case.file.gates}
        locked = [doc.about.title for doc in dealt.case.docs.values() if doc.about.opens_with in dealt.case.puzzles]
        answers = [
            " ".join(_answer(dealt, name)) for name, one in dealt.case.puzzles.items() if one.about.form == "answer"
        ]
        puzzles = [
            one.about.title
            for name, one in dealt.case.puzzles.items()
            if one.about.form != "request" and (name in gated or one.about.act not in acts)
        ]
        said = draw.choice(draw.choice((locked, answers, puzzles)))
        path, match = Places(CASE, r'(?<=^title = ")[^"]+', before="\n[[").draw(draw, root)
        return put(root, path, match, draw.choice((f"{said}, or: {match[0]}", f"{match[0]} ({said})", said)))

    return spoil


def _more_for_one(draw: Random, root: Path) -> str:
    """More answers, or more near misses, when it was one of them."""
    lock, who, way = draw.choice(("p1", "p2", "p4", "p5")), draw.choice(PEOPLE), draw.choice(("accept", "near"))
    least = draw.randrange(10_000_000, 90_000_000)
    sign = draw.choice(("==", "!="))
    answers = [
        f"\"{{{{ {number} if world.mole {sign} '{who}' else {least} }}}}\""
        for number in range(least + 1, least + draw.randint(20, 40))
    ]
    rows = [f"[{one}]" if way == "accept" else f'{{ answer = [{one}], text = "No." }}' for one in answers]
    name = f"puzzles/{lock}/puzzle.toml"
    path, match = Places(name, r"^(?=refuse = )").draw(draw, root)
    if way == "near" and "near = [" in match.string:
        return edited(root, name, "near = [", f"near = [{', '.join(rows)}, ")
    return put(root, path, match, f"{way} = [{', '.join(rows)}]\n")


_NAMED = ("cast[world.mole].name", "world.suspect[world.mole].name", "world.decoy", "cast[world.decoy].name")
_WIDTHS = (
    "[[black {{ {X}|length }}]]",
    "[[black {{ {X}|length * 2 }}]]",
    "[[black {{ 3 + {X}|length }}]]",
    "{{ {X}[0] }}[[black 24]]",
    "[[black 24]]{{ {X}[-1] }}",
)


def _black(draw: Random, root: Path) -> str:
    """A name blacked out in its own width, or with one of its letters left."""
    black = draw.choice(_WIDTHS).replace("{X}", draw.choice(_NAMED))
    docs = Places("docs/**/*.md", r"\Z", behind="\n+++\n")
    path, _ = docs.draw(draw, root)
    return appended(root, path, draw.choice(("Ask {} first.", "It was {}.", "|who|\n|-|\n|{}|")).replace("{}", black))


MUTATORS = (
    Mutator("CF-L01", _told_early(SOUND)),
    Mutator("CF-L01", _told_early(SOUND)),
    Mutator("CF-L01", _told_early(TIN), TIN),
    Mutator("CF-L01", _told_early(LYREBIRD), LYREBIRD),
    Mutator("CF-L01", _said_early),
    Mutator("CF-L02", _on_the_cover(SOUND)),
    Mutator("CF-L02", _on_the_cover(TIN), TIN),
    Mutator("CF-L03", _more_for_one),
    Mutator("CF-L05", _black),
)
