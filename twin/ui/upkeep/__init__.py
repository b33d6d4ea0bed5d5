"""Maintenance in the window: the time line, costs, failures, the workshop of needs."""
