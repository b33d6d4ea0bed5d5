"""The shipped year of Bergen beside a typical year and five measured ones."""
