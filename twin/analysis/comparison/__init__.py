"""Scenarios against each other: how often one is better, what decides it, what overlaps."""
