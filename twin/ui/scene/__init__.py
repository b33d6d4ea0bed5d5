"""The three-dimensional view: what the user sees of buildings and portfolios."""
