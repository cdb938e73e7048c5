"""Who it can still be: the players' own marks."""
