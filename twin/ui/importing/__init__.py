"""The window in which a foreign table is looked at, tried out and taken in."""
