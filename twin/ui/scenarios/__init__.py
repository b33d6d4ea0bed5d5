"""Scenarios in the window: the bar, the list, assumptions, merging."""
