"""Problems, changes and listings as text for people and for programs.

What belongs here: how a record is printed. Nothing here decides anything or reads a
file.
"""
