"""Titles and choices that the descriptions of several kinds share."""

WHAT = "What"
WHEN = "When"
COST = "Cost"
ACCOUNTS = (
    ("", "not set"),
    ("31", "31 Operation"),
    ("32", "32 Maintenance"),
    ("33", "33 Damage repair"),
    ("41", "41 Replacement"),
    ("42", "42 Development"),
)
"""Posts of NS 3454:2013 that work is booked on."""
MOST = 1e9
"""Largest sum that a field takes. [NOK]"""
