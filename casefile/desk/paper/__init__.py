"""How a paper lies on the desk: set as lines, drawn, moved, marked."""
