"""Tests of solar panels on buildings."""
