"""The specification of mkdecks."""
