"""Suppliers' proposals: the container, what lies in it, and reading it in a child process."""
