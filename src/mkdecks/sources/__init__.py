"""Files on the disk -> Sources: which files, in which encoding, with which includes.

What belongs here: finding, decoding and putting together the text of a page, before
anybody looks at what it says.
"""
