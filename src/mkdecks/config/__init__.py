"""What the user has settled: mkdecks.toml, mkdocs.yml, and the command line over both.

What belongs here: the declaration of a key, reading it, and a Problem for a mistake in
it.
"""
