"""Energy certificates in the window: taking the public file in, and the list of what is due."""
