"""The line mode's commands for help."""

from casefile.desk.plain.clerk import Clerk, Reply, Said, shut
from casefile.desk.plain.find import find
from casefile.session.views import LockView, StepView


def hint(clerk: Clerk, said: Said) -> Reply:
    """Ask for the next hint of a lock, or of one step of it."""
    lock, step = _step(clerk, said)
    shown = clerk.session.hint(lock.name, step.step if step else "")
    rung = shown.rungs[-1]
    lines = [f"{lock.title}: {shown.title}", *clerk.wrap(rung.text, f"{rung.number} of 4  ")]
    if shown.more:
        lines.append("The next one is the answer." if rung.number == 3 else "There is more: `hint` again.")
    return Reply(lines, {"step": shown})


def hints(clerk: Clerk, said: Said) -> Reply:
    """What has been asked for so far; opens nothing."""
    locks = shut(clerk, "answer", "board")
    chosen = [clerk.find_lock(said.rest, locks)] if said.rest else locks
    lines: list[str] = []
    steps: list[StepView] = []
    for lock in chosen:
        lines.append(f"{lock.name}  {lock.title}")
        for step in clerk.session.steps(lock.name):
            steps.append(step)
            lines += clerk.wrap(f"{step.title} ({step.step}){', done' if step.done else ''}", "  ")
            for rung in step.rungs:
                lines += clerk.wrap(rung.text, f"    {rung.number} of 4  ")
    return Reply(lines or ["Nothing is shut just now."], {"steps": steps})


def _step(clerk: Clerk, said: Said) -> tuple[LockView, StepView | None]:
    locks = shut(clerk, "answer", "board")
    first, rest = said.split()
    lock = clerk.find_lock(first, locks)
    if not rest:
        return lock, None
    return lock, find("step", rest, clerk.session.steps(lock.name), lambda step: (step.step, step.title))
