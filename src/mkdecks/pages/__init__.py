"""Source -> Page: the tree of blocks of a document, whatever it was written in, and the way back to markdown.

What belongs here: syntax. What a block means to a learner is the affair of
``dialects``.
"""
