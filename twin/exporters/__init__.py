"""Where data goes: one file per format."""
