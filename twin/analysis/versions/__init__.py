"""Which elements of two versions of a model are the same thing, and what is different."""
