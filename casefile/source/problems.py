"""What is wrong with a case, where, and what was probably meant."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casefile.errors import Refusal


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault of a case, at a line of one of its files."""

    path: str
    """Relative to the case's folder, with `/`."""
    line: int
    code: str
    """`CF-Sxx` and its like; `casefile check --explain CODE` says more."""
    sentence: str
    advice: str = ""
    """One sentence that says what could be done."""

    def __str__(self) -> str:
        return f"{self.code}  {self.path}:{self.line}  {self.sentence}{self.advice and ' ' + self.advice}"


class Unsound(Refusal):
    """The case cannot be used; every problem that was found is in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("case-unsound", "\n".join(map(str, self.problems)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A closing question with the nearest known word, or nothing when none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""


class Findings:
    """Collects problems, so that one run reports them all."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, code: str, path: str, line: int, sentence: str, advice: str = "") -> None:
        """Note one problem."""
        self._problems.append(Problem(path, line, code, sentence, advice))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self._problems)))

    def __len__(self) -> int:
        return len(self._problems)

    def close(self) -> None:
        """Refuse if there was any problem.

        Raises:
            Unsound: With all of them.
        """
        if self._problems:
            raise Unsound(self._problems)
