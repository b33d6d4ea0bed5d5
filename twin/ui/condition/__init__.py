"""Condition and backlog in the window: grading, cards, the page of the backlog."""
