"""Tables that leave the program, one file each; every module has a constant ``LAYOUT``."""
