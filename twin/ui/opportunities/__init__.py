"""Every measure on every building, and the plan that is made of them."""
