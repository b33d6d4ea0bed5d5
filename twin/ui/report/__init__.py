"""The report of a what-if and the figures in it."""
