"""The compare page: scenarios and offers side by side."""
