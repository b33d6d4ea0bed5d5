"""Energy audits that are made to harm."""
