"""Saved views: how they are kept, listed and shown again."""
