"""A Build -> files: formats, which package takes which deck, writing all or none.

What belongs here: the bytes that leave mkdecks. What they say was settled before.
"""
