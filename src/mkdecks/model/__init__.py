"""The frozen records of every stage, the problems, and the codes of the problems.

What belongs here: a record that two packages hand to each other, and nothing that reads
a file, parses a text or decides anything. This package imports no other.
"""
