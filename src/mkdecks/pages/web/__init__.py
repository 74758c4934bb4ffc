"""A web page -> the tokens and lines that the same content would be in markdown.

``document`` finds the part of a page that holds its content, ``site_parts`` tells what
in it belongs to the site, ``folds`` and ``structured_data`` find questions that are
marked as such. ``page_writer`` walks the tree, and ``running_text``, ``boxes``,
``lists``, ``tables`` and ``quizzes`` write what stands in it.
"""
