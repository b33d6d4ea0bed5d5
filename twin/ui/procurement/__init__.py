"""Suppliers' proposals weighed against each other, decided on and looked up again."""
