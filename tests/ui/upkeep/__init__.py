"""Maintenance and needs in the window."""
