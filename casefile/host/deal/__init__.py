"""What `casefile deal` made: a pack with its pepper for each team, codes, slips, and sheets for the game master."""
