"""Pair -> Card: its id, its deck and tags, its HTML, its pictures, its note type.

What belongs here: all that makes a card of a question and its answer, and nothing that
needs other pages.
"""
