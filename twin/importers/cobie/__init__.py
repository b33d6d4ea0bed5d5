"""COBie workbooks (2.4, US and UK): `sheets` tells one, `records` makes records of it."""
