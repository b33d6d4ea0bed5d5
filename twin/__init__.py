"""Twin: a digital twin of a municipal building portfolio."""

__version__ = "0.1.0"
