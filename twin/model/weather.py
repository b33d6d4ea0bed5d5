"""Weather of a portfolio as it is listed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StoredWeather:
    """Weather that was imported.

    key : its name in the folder ``weather``.
    year : calendar year of its hours, 0 for a typical year.
    received_at : UTC, no tzinfo.
    """

    key: str
    name: str
    year: int
    received_at: datetime
