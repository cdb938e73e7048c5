"""From a seed to the hidden world: cast, facts, clue code."""

from casefile.world.code import Code, NoCode
from casefile.world.deal import World, deal, mole_and_decoy
from casefile.world.records import BadWindow
from casefile.world.stream import stream

__all__ = ["BadWindow", "Code", "NoCode", "World", "deal", "mole_and_decoy", "stream"]
