"""COBie workbooks: `template` makes an empty one, `changes` puts records in, `write` saves it."""
