"""Simple obstacles and surfaces for the tests of visibility."""

import numpy as np

from twin.analysis.sun.obstacles import Obstacles
from twin.analysis.sun.surface_points import facing, gathered

LONG = 2000.0


def rectangle(low, high, y):
    """Upright rectangle in the plane y, from corner to corner in x and z."""
    (x0, z0), (x1, z1) = low, high
    corners = np.array([[x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1]], float)
    return corners[[[0, 1, 2], [0, 2, 3]]]


def long_wall(height, distance, foot=0.0):
    """A wall without ends to the south. [m]"""
    return Obstacles(rectangle((-LONG, foot), (LONG, height), -distance))


def point(position, tilt=90.0, azimuth=180.0, ground=0.0):
    """One surface of one point."""
    position = np.array([position], float)
    return gathered([(position, facing(tilt, azimuth)[np.newaxis])], np.array([ground]))
