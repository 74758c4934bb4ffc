"""What dialects share: where answers end, options, keys, which pages ask."""
