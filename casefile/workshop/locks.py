"""The locks of a deal, as the vault makes them and as a manifest shows them."""

from casefile.source import names
from casefile.vault import Answer, Deal, Keyhole
from casefile.vault.limits import ROWS_MIN
from casefile.vault.manifest import Field, Lock
from casefile.vault.soundness import ROW
from casefile.workshop.deal import Dealt
from casefile.workshop.solutions import override_of


def near_name(lock: str, entry: int) -> str:
    """Node of an author's near miss."""
    return f"{lock}/near/{entry + 1}"


def fields_of(dealt: Dealt, lock: str) -> list[Field]:
    """What a lock asks for in this profile."""
    puzzle, rendering, context = dealt.case.puzzles[lock], dealt.rendering, f"puzzle:{lock}"
    at = rendering.at(puzzle.path, "fields")
    return [
        Field(
            id=one.id,
            label=rendering.text(context, one.label, at),
            normal=one.normal,
            bank=one.bank,
            pattern=rendering.string(context, one.pattern, at),
        )
        for one in dealt.solutions[lock].fields
    ]


def answers_of(dealt: Dealt, lock: str, keys: Deal) -> list[Answer]:
    """Every row of a lock: what it takes and what it nearly takes."""
    solution = dealt.solutions[lock]
    solved = keys.ref(names.part_of(lock, names.SOLVED))
    rows = [Answer(answer, solved) for answer in solution.answers]
    rows += [Answer(miss.answer, keys.ref(near_name(lock, miss.entry)), near=True) for miss in solution.near]
    return rows + [Answer(answer, keys.ref(node)) for answer, node in solution.rows]


def blank(dealt: Dealt, lock: str, keys: Deal) -> Keyhole:
    """A keyhole of the true size whose rows open nothing: to see how long a manifest gets."""
    count = len(answers_of(dealt, lock, keys))
    size = max(ROWS_MIN, 1 << (count - 1).bit_length())
    identity, salt = keys.lock(lock)
    return Keyhole(identity, salt, bytes(ROW * size))


def shown(dealt: Dealt, lock: str, hole: Keyhole) -> Lock:
    """The lock as it stands in the manifest of the node that shows it."""
    puzzle, rendering = dealt.case.puzzles[lock], dealt.rendering
    about, context, override = puzzle.about, f"puzzle:{lock}", override_of(dealt.profile, lock)
    if override.prompt:
        prompt = rendering.text("case", override.prompt, rendering.at("case.toml", "profiles"))
    else:
        prompt = rendering.text(context, about.prompt, rendering.at(puzzle.path, "prompt"))
    return Lock(
        id=hole.id,
        name=lock,
        form=about.form,  # type: ignore[arg-type]  # a part is no lock
        title=rendering.text(context, about.title, rendering.at(puzzle.path, "title")),
        prompt=prompt,
        fields=fields_of(dealt, lock),
        papers=about.papers,
        minutes=override.minutes or about.minutes,
        salt=hole.salt,
        rows=hole.rows,
    )
