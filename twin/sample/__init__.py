"""The sample portfolio: made-up buildings, meters, assessments and proposals."""
