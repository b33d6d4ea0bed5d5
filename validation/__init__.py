"""What shows that the numbers of the program are right; not shipped with it."""
