"""What earlier builds made: the lock, which note each card is, what has changed.

What belongs here: whatever needs the memory of another build.
"""
