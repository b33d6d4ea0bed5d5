"""Passwords of servers: in the keyring of the operating system, never in a file."""

from sqlalchemy import URL

_SERVICE = "Twin"


def password_of(url: URL) -> str:
    """The password kept for the user of a server, "" if there is none or no keyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, account(url)) or ""
    except KeyringError:
        return ""


def keep_password(url: URL, password: str) -> bool:
    """Keep a password; False where this machine has no keyring that is open."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, account(url), password)
    except KeyringError:
        return False
    return True


def account(url: URL) -> str:
    """The server, database and user a password is for."""
    return f"{url.username or ''}@{url.host or ''}:{url.port or 5432}/{url.database or ''}"
