"""Offers weighed against each other: points, evidence, blind names, decisions."""
