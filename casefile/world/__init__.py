"""From a seed to the hidden world: cast, facts, clue code."""
