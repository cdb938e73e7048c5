"""What the author writes, as a typed and checked case."""

from casefile.source.case import Case, Document, Puzzle
from casefile.source.loader import examine, load
from casefile.source.problems import Problem, Unsound

__all__ = ["Case", "Document", "Problem", "Puzzle", "Unsound", "examine", "load"]
