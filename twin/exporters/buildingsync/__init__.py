"""Scenarios as BuildingSync 2.7.0."""
