"""The schema that exported audits are held against."""
