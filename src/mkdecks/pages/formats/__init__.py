"""One module for each format that sources are written in."""
