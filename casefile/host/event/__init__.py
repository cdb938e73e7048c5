"""A whole evening as one file, taken in again, listed, and rid of its players' names."""
