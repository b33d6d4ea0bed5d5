"""What every measure would give in every building, alone and one after the other."""
