"""One module for each format that cards are written in."""
