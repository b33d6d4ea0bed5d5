"""Solar panels in Bergen against published figures."""
