"""Triangles of simple items straight from the text of the file, without a geometry kernel.

Swept polygons, faceted solids and tessellations are most of all real geometry and need no
kernel; reading them as arrays over the whole file takes a few milliseconds per megabyte. What is
not certain here is left out, and the kernel draws it.
"""
