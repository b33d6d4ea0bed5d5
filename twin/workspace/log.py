"""The log file: what failed and how, for support; never shown to the user."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE_NAME = "twin.log"
_LARGEST = 1_000_000  # bytes


class Log:
    """Writes the program's log into ``twin.log`` of a folder until it is closed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._logger = logging.getLogger("twin")
        self._handler: logging.Handler = logging.NullHandler()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(
                self.path, maxBytes=_LARGEST, backupCount=3, encoding="utf-8", delay=True
            )
        except OSError as error:
            self._logger.warning("no log file in %s: %s", folder, error)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._logger.addHandler(self._handler)

    def close(self) -> None:
        """Release the file."""
        self._logger.removeHandler(self._handler)
        self._handler.close()
