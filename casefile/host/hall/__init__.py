"""The evening itself, without a screen or a line: who is let in, who sits where, what a game master does."""
