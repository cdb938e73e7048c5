"""The first screen: cases on the shelf, files that were drawn."""
