"""Archetypes against the national model of the building stock and the frames of the code."""
