"""Tests of what is drawn on a building."""
