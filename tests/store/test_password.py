"""A server that wants a password: it is asked for in the window, and kept nowhere in a file."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from pytestqt.qtbot import QtBot
from sqlalchemy import create_engine, make_url, text

from tests.store import postgres
from twin.errors import PasswordNeeded
from twin.store import credentials
from twin.store.address import remember_server, server_of
from twin.store.database import open_database
from twin.store.server import create_on_server
from twin.ui.dialogs.server_password import PasswordDialog
from twin.workspace.workspace import Workspace

pytestmark = postgres.ONLY_SERVER
SECRET = "Sommerfugl 7 æøå"


class Keys(KeyringBackend):
    """A keyring in memory."""

    priority = 1.0  # pyright: ignore[reportAssignmentType, reportIncompatibleMethodOverride]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[Keys]:
    """An empty keyring, and no password typed so far."""
    monkeypatch.setattr(credentials, "_GIVEN", {})
    before, made = keyring.get_keyring(), Keys()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def locked(server_address: str, new_address: str, tmp_path: Path, keys: Keys) -> Path:
    """A folder whose portfolio opens with the password of its user alone."""
    url = make_url(new_address)
    create_on_server(new_address, tmp_path / "made.twin", "Bergen").close()
    user, host = f"u_{url.database}", str(url.query["host"])
    rules = Path(host) / "data" / "pg_hba.conf"
    rules.write_text(f"local all {user} scram-sha-256\n" + rules.read_text())
    engine = create_engine(make_url(new_address).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE ROLE {user} SUPERUSER LOGIN PASSWORD '{SECRET}'"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    folder = tmp_path / "Bergen.twin"
    address = url.set(username=user).render_as_string(hide_password=False)
    remember_server(folder, server_of(address))
    return folder


def test_that_no_and_wrong_passwords_are_told_apart_from_a_server_that_is_away(
    locked: Path, keys: Keys
) -> None:
    url = make_url((locked / "server.toml").read_text().split('"')[1])
    with pytest.raises(PasswordNeeded):
        open_database(locked)
    credentials.give_password(url, "wrong")
    with pytest.raises(PasswordNeeded):
        open_database(locked)
    credentials.give_password(url, SECRET)
    open_database(locked).close()
    assert keys.kept == {}


@pytest.mark.parametrize("keeps", [True, False])
def test_that_the_window_asks_opens_and_keeps_only_on_wish(
    locked: Path, keys: Keys, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    keeps: bool,
) -> None:  # fmt: skip
    monkeypatch.setenv("TWIN_SETTINGS_DIR", str(tmp_path / "settings"))
    workspace = Workspace()
    asked: list[Path] = []
    workspace.password_needed.connect(asked.append)

    def settled() -> None:
        qtbot.waitUntil(lambda: not workspace.jobs.running, timeout=30_000)

    workspace.open_portfolio(locked)
    settled()
    for password in ("wrong", SECRET):
        dialog = PasswordDialog(None, workspace, asked[-1])  # pyright: ignore[reportArgumentType]
        dialog.password.setText(password)
        dialog.keeps.setChecked(keeps)
        dialog.connect_now()
        settled()

    assert asked == [locked, locked]  # at first, and after the wrong one
    assert workspace.portfolio is not None and workspace.portfolio.name == "Bergen"
    assert list(keys.kept.values()) == ([SECRET] if keeps else [])
    workspace.close()
    written = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert not [p for p in written if SECRET.encode() in p.read_bytes()]


def test_that_without_a_keyring_it_is_not_offered_to_keep_it(
    locked: Path, keys: Keys, qtbot: QtBot
) -> None:
    keyring.set_keyring(fail.Keyring())
    workspace = Workspace()
    dialog = PasswordDialog(None, workspace, locked)  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(dialog)
    assert dialog.keeps.isHidden()
    workspace.close()
