"""Tables and forms of stored records, one description per kind of record."""
