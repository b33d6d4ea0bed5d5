"""What must hold whatever the building: energy is kept, more loss needs more heat."""
