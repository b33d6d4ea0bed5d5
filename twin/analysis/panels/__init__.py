"""Solar panels on a building: planes they can lie in, modules, choice of places, and results."""
