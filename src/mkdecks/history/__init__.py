"""What earlier builds made: the lock, which card of the last build each card is, and what changed for the learner.

What belongs here: whatever needs the memory of another build.
"""
