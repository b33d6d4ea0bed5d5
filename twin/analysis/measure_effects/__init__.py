"""What a measure does to condition: what it renews, and what was due for renewal anyway."""
