"""BuildingSync files: energy audits as XML, read without trust in a child process."""
