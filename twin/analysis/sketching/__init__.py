"""What a user draws on a building in a what-if, and what it does to the building."""
