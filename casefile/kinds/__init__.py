"""Kinds of puzzle: each deals riddles with a certificate, and solves them from the papers alone."""

from casefile.kinds.account import AccountNumber
from casefile.kinds.accusation import Accusation
from casefile.kinds.alibi import Alibi
from casefile.kinds.board import Board
from casefile.kinds.book import BookCipher
from casefile.kinds.call_records import CallRecords
from casefile.kinds.canary import Canary
from casefile.kinds.cell_sites import CellSites
from casefile.kinds.checkerboard import Checkerboard
from casefile.kinds.columnar import Columnar
from casefile.kinds.contradictions import Contradictions
from casefile.kinds.crossword import Crossword
from casefile.kinds.forgery import Forgery
from casefile.kinds.form import Form
from casefile.kinds.hopping import Hopping
from casefile.kinds.keypad import Keypad
from casefile.kinds.lattice import LatticeRound
from casefile.kinds.logic_grid import LogicGrid
from casefile.kinds.morse import Morse
from casefile.kinds.null import Null
from casefile.kinds.ownership import OwnershipRegister
from casefile.kinds.plain import Plain
from casefile.kinds.playfair import Playfair
from casefile.kinds.plugins import plug_in, plug_ins
from casefile.kinds.posts import Posts
from casefile.kinds.redaction import Redaction
from casefile.kinds.riddle import FAMILIES, Answer, Certificate, Kind, Near, Riddle
from casefile.kinds.rotor import Rotor
from casefile.kinds.route import Route
from casefile.kinds.timetable import Timetable
from casefile.kinds.two_time_pad import TwoTimePad
from casefile.kinds.vigenere import Vigenere

_CIPHERS: tuple[Kind, ...] = (
    Vigenere(),
    Playfair(),
    Columnar(),
    Checkerboard(),
    BookCipher(),
    Null(),
    TwoTimePad(),
    Rotor(),
)
_DOCUMENTS: tuple[Kind, ...] = (
    Forgery(),
    Contradictions(),
    Canary(),
    Timetable(),
    CellSites(),
    CallRecords(),
    Alibi(),
    Crossword(),
)
_CHARTS: tuple[Kind, ...] = (LatticeRound(), Hopping())
_ABSTRACT: tuple[Kind, ...] = (Keypad(), Posts())
_MONEY: tuple[Kind, ...] = (AccountNumber(), OwnershipRegister())
_BUILT_IN: tuple[Kind, ...] = (
    Form(),
    Plain(),
    Morse(),
    Route(),
    LogicGrid(),
    Redaction(),
    Board(),
    Accusation(),
    *_CIPHERS,
    *_DOCUMENTS,
    *_CHARTS,
    *_ABSTRACT,
    *_MONEY,
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _BUILT_IN}
"""The built-in kinds by name."""

THEORIES = frozenset({Board.name, Accusation.name})
"""Kinds that prove a theory: they are given, beside what the author writes, what the papers say of its cards."""


def kind(name: str) -> Kind:
    """The kind of that name: a built-in one, else a plug-in's.

    Raises:
        Refusal: `kind-unknown`; `kind-plugin` when a plug-in of that name cannot be used.
    """
    return KINDS[name] if name in KINDS else plug_in(name, known=sorted(KINDS))


def names() -> tuple[str, ...]:
    """Names of all kinds that can be asked for; no plug-in is loaded for it."""
    return (*KINDS, *(name for name in plug_ins() if name not in KINDS))


__all__ = ["FAMILIES", "KINDS", "THEORIES", "Answer", "Certificate", "Kind", "Near", "Riddle", "kind", "names"]
