"""Serves dealt cases to teams, over SSH. A package for each part of it; `service` is where it begins."""
