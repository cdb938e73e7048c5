"""What the rules of fair play say of one deal. They look in a process of their own, so that no frame waits for them."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from casefile.source.loader import examine
from casefile.source.problems import Problem
from casefile.workshop.check.look import Looker
from casefile.workshop.check.report import Finding
from casefile.workshop.check.rule import Severity
from casefile.workshop.check.rules import RULES
from casefile.workshop.check.severities import severities
from casefile.workshop.preview.proof import Wish


class Rules:
    """Asks for one look at a time; a newer question puts an end to the one before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: subprocess.Popen[bytes] | None = None
        self._one = threading.Lock()

    def look(self, wish: Wish) -> tuple[Finding, ...] | None:
        """Have the rules look at a deal. Takes seconds; any thread.

        Returns:
            What they found; None if somebody asked again meanwhile, or if they could not look.
        """
        command = [sys.executable, "-m", __name__, str(self._folder), wish.seed, wish.profile]
        with self._one:
            self.stop()
            asked = self._asked = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        said, _ = asked.communicate()
        if asked.returncode:
            return None
        return tuple(
            Finding(Problem(path, line, code, sentence, advice), Severity(severity))
            for severity, path, line, code, sentence, advice in json.loads(said)
        )

    def stop(self) -> None:
        """Put an end to a look that is going on."""
        if self._asked and self._asked.poll() is None:
            self._asked.kill()


def found(folder: Path, wish: Wish) -> Iterator[Finding]:
    """What the rules find in one deal of a case, by file and line; nothing in a case that cannot be dealt."""
    case, problems = examine(folder)
    if case is None or problems:
        return
    looker = Looker(folder, case, [wish.profile], is_sound=True)
    levels, faults = severities(case)
    told = {*faults, *looker.at_case(), *looker.at_profile(wish.profile)}
    told |= {problem for _, problem in looker.at_seed(wish.seed or case.file.seed).problems}
    for problem in sorted(told):
        rule = RULES.get(problem.code)
        level = levels.get(problem.code, rule.severity if rule else Severity.ERROR)
        if level is not Severity.OFF:
            yield Finding(problem, level)


def main(folder: str, seed: str, profile: str) -> None:
    """Print what was found, for the preview that asked."""
    with suppress(OSError):
        os.nice(10)  # the desk comes first
    rows = [
        (one.severity.value, told.path, told.line, told.code, told.sentence, told.advice)
        for one in found(Path(folder), Wish(seed, profile))
        for told in [one.problem]
    ]
    sys.stdout.write(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
