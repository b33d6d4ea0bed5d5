"""Versions of a building's model: their list, what changed, and where records follow."""
