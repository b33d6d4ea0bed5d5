"""Tests of sketching in the what-if."""
