"""What separates inside from outside."""
