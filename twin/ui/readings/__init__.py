"""Readings of meters and sensors in the window: taking files in, and looking at series."""
