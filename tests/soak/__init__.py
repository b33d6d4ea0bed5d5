"""Hours of misfortune in minutes: programs killed in the middle, ten people at once."""
