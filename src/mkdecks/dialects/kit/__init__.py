"""What dialects share: where an answer ends, options and their keys, which pages are about questions."""
