"""Triangles of everything that has a body."""
