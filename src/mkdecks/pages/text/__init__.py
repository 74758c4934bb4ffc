"""Plain text, often scraped from a page: what its lines are, and which of them ask.

``lines`` knows what a line is by itself, ``site_lines`` which belong to the site and
not to the author. ``cleaning`` takes off needless signs, ``long_questions`` puts a
question on one line, ``questions`` tells which lines ask, and ``flattened_tables``
rebuilds tables of which only the cells are left.
"""
