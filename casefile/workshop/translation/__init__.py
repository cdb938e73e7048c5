"""What of a case is translated: ids for its paragraphs, and catalogues that keep up with its texts."""
