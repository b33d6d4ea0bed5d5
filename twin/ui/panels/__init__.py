"""What stands around the 3D view: one panel per file."""
