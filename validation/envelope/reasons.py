"""Why found areas differ by more than 5 % from the models' own, after looking at each."""

REASONS: dict[tuple[str, str, str], str] = {}
