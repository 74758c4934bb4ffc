"""What the user has settled: the keys of mkdecks.toml, what a mkdocs.yml adds, and the command line's word over both.

What belongs here: the declaration of a key, reading it, and a Problem for a mistake in
it.
"""
