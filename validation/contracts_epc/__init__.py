"""What a portfolio could save by the model, beside what was promised in 61 contracts."""
