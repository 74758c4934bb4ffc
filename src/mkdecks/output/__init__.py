"""A Build -> files: what each format holds, which package takes which deck, and writing all of them or none.

What belongs here: the bytes that leave mkdecks. What they say was settled before.
"""
