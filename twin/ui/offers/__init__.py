"""Suppliers' offers: the card in the what-if, and all that an offer says before it is accepted."""
