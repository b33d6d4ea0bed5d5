"""Tables of other systems: read as text, recognised by titles, tried out before they are stored.

`read.read_table_file` opens a file in a child process; `titles.table_of` finds the row of titles;
`recognise.formats`, `recognise.recognised` and `recognise.proposed` tell what a table is and which
column says what; `dry_run.dry_run` says what taking it in would do (`twin.model.table_plan.Plan`);
`report` writes what became of each row. One more kind of table = one more file in `formats`.
"""
