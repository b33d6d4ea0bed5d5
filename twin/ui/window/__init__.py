"""The one window: its rows, its stage, and what its commands do."""
