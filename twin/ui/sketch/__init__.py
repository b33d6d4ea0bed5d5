"""Sketching measures of a what-if: the list, what is chosen in it, and tools in the 3D view."""
