"""What follows from it: pure functions over arrays and frozen values."""
