"""Scenarios over many buildings: made, opened, edited, merged, kept and followed."""
