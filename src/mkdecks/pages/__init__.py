"""Source -> Page: the tree of blocks of a document; and back to markdown.

What belongs here: syntax. What a block means to a learner is the affair of
``dialects``.
"""
