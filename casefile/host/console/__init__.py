"""The game master's console: every team at a glance, one team closely, a player's screen."""
