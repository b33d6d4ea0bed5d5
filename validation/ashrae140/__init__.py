"""ASHRAE 140-2020, thermal envelope and fabric loads: the 600 and 900 series."""
