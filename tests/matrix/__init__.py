"""The test matrix: pages drawn by seed from independent dimensions, with the cards that a careful reader sees in them.

``draw`` chooses a value of each dimension and puts a page together from the modules
below it, ``negatives`` holds pages without cards, ``judge`` compares what is found with
what is wanted, and ``python -m tests.matrix`` prints the figures.
"""
