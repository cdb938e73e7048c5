"""Which acts a story has, whether they are written yet or not."""

from casefile.source.case import Case


def acts_of(case: Case) -> list[str]:
    """The acts that the corridor counts, so that a prologue is none; without a corridor all acts of the file."""
    staged = [stage.act for stage in case.world.corridor] if case.world else []
    return staged or [act.id for act in case.file.acts]


def is_whole(case: Case) -> bool:
    """Whether every act of the story is written, so that one may ask what has come by its end."""
    return set(acts_of(case)) <= {act.id for act in case.file.acts}


def until(case: Case, act: str) -> set[str]:
    """The acts up to this one, and itself."""
    written = [entry.id for entry in case.file.acts]
    return set(written[: written.index(act) + 1])
