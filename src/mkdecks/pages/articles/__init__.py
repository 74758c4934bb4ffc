"""Articles that are not markdown -> the same Source and Page: plain text."""
