"""Validation against meters: recovery of known inputs, and real series with known loads."""

from validation.meters.report import run

__all__ = ["run"]
