"""From a chosen file to one whole STEP text that the library can open."""
