"""Serves dealt cases to teams. `folder` reads what `casefile deal` made, and needs nothing but the vault."""
