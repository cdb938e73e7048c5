"""The author's desk: the case as it stands in the folder, played in memory, and what is wrong with it beside it."""
