"""Kinds of tables, one file each, each exposing ``FORMAT``."""
