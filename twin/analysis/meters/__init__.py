"""What readings of a meter say about a building: checks, signature, calibration, savings."""
