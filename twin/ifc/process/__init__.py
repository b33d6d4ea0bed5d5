"""Reading in a child process: orders, messages, limits, second tries."""
