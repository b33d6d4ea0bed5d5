"""How IFC says it: the only package that reads IFC files."""
