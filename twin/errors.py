"""What went wrong, what it means for the data, what to do now."""


class TwinError(Exception):
    """An error the user can act on.

    Parameters
    ----------
    message : str
        What happened and what it means for the data, one or two sentences; a template with
        named fields (``{name}``), so that it can be translated before it is filled in.
    next_step : str
        What the user can do now; a template too.
    values : object
        The values of the fields.
    """

    def __init__(self, message: str, next_step: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step
        self.values = values

    def __str__(self) -> str:
        """Both sentences in English, as a terminal shows them."""
        return f"{self.message} {self.next_step}".strip().format(**self.values)


class UnreadableFile(TwinError):
    """A file that cannot be read at all; nothing was taken from it."""


class MissingInput(TwinError):
    """A calculation lacks a value that has no honest default."""


class InputOutOfRange(TwinError):
    """A value that no building can have."""


class StoreConflict(TwinError):
    """The stored data is newer, or was changed by somebody else."""


class PasswordNeeded(TwinError):
    """A server wants a password, and there is none or another one."""


class Cancelled(TwinError):
    """The user stopped a job; nothing was written."""
