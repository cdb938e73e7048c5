"""Finding the holder of a blotted account number: every number of the ledger that agrees with it, divided by 97."""

import re

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import rows

_BLACK = re.compile(r"\[\[black (\d+)\]\]|\[black: (\d+)\]")
_SLIP = re.compile(r"(?<![A-Z0-9])([A-Z]{2}\d\d)\s*([A-Z]{4})((?:\s*[\d?]){14})(?!\s*[\d?])")
_LEDGER = re.compile(r"(?:\d\s?){14}")


def solve(text: str) -> Answer:
    """The two figures and the holder.

    Args:
        text: All papers: a number with two figures black somewhere, and a table of holders with their figures.
    """
    plain = re.sub(r"[█▓■]", "?", _BLACK.sub(lambda black: "?" * int(black[1] or black[2]), text))
    slips = {tuple(re.sub(r"\s", "", part) for part in slip) for slip in _SLIP.findall(plain) if "?" in slip[2]}
    if len(slips) != 1:
        raise unsolved(f"{len(slips)} account numbers have a blot.")
    front, bank, figures = slips.pop()
    shape = re.compile(figures.replace("??", r"(\d\d)"))
    if shape.groups != 1:
        raise unsolved("The blot does not lie on two figures side by side.")
    fitting = {gap for gap in range(100) if _is_right(front, bank, figures.replace("??", f"{gap:02d}"))}
    found = {
        (match[1], cells[0])
        for cells in rows(text)
        if _LEDGER.fullmatch(cells[-1])
        and (match := shape.fullmatch(re.sub(r"\s", "", cells[-1])))
        and int(match[1]) in fitting
    }
    if len(found) != 1 or len(fitting) != 1:
        raise unsolved(f"{len(fitting)} fillings of the blot come out right, and {len(found)} stand in the ledger.")
    return found.pop()


def _is_right(front: str, bank: str, figures: str) -> bool:
    turned = bank + figures + front
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
