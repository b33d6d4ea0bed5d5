"""Passwords of servers: in the keyring of the operating system, or in memory; never in a file."""

from sqlalchemy import URL

_SERVICE = "Twin"
_GIVEN: dict[str, str] = {}
"""Typed since the program started, by account."""


def password_of(url: URL) -> str:
    """The password given or kept for the user of a server, "" if there is none or no keyring."""
    import keyring
    from keyring.errors import KeyringError

    if given := _GIVEN.get(account(url)):
        return given
    try:
        return keyring.get_password(_SERVICE, account(url)) or ""
    except KeyringError:
        return ""


def give_password(url: URL, password: str) -> None:
    """Use a password until the program ends; "" forgets it."""
    _GIVEN[account(url)] = password


def keep_password(url: URL, password: str) -> bool:
    """Keep a password; False where this machine has no keyring that is open."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, account(url), password)
    except KeyringError:
        return False
    return True


def has_keyring() -> bool:
    """Whether this machine has a place for passwords."""
    import keyring
    from keyring.backends import fail, null

    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)


def account(url: URL) -> str:
    """The server, database and user a password is for."""
    return f"{url.username or ''}@{url.host or ''}:{url.port or 5432}/{url.database or ''}"
