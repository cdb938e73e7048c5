"""Plays of a case, read back from saves: what each puzzle was like in players' hands."""
