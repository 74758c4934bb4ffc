"""What words mean, in every language: what asks, what labels an answer, what joins.

What belongs here: word lists, and pure functions from text to what it says. Nothing
here knows a page or a file.
"""
