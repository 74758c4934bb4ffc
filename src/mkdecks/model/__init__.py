"""The frozen records that every stage speaks, the problems that stages return, and the codes of those problems.

What belongs here: a record that two packages hand to each other, and nothing that reads
a file, parses a text or decides anything. This package imports no other.
"""
