"""A scenario in a copy of a model: what is changed, what is new, what goes, and the works.

Written by the same child process as condition and work orders (`twin.ifc.write_back`), from which
histories, property sets and tasks are taken. What the model holds keeps its GlobalIds; a second
scenario in a copy of a copy stands beside the first.
"""
