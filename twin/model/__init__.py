"""What it is: frozen values, no input or output."""
