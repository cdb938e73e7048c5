"""One file for each kind of puzzle: generate, certify, solve."""
