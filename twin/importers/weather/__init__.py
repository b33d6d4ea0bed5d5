"""Weather of a year from files: EPW and the hourly exports of MET Norway."""
