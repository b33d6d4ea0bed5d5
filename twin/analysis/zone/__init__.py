"""How heat moves in and out of a thermal zone: walls, glass, air, hour by hour."""
