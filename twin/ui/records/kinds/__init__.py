"""How each kind of record stands in tables and forms; one file per kind."""
