"""Condition, service life and work in a copy of a model; the original is never touched.

The child process (`worker`) opens the model as every reading does, removes what an earlier copy
was given (`earlier`), adds property sets (`sets`) and tasks with costs (`tasks`), writes the copy,
opens it again and compares (`read_back`). `copy` starts the child and hands the copy over.

Names of property sets: ``Pset_…`` are those of IFC; ``NO_NS3424`` has the terms of the Norwegian
standard for condition surveys, for which IFC has no place; ``Twin_…`` are the program's own.
"""
