"""The numbers that we promise, each measured beside its reference in one run: `make bench`."""
