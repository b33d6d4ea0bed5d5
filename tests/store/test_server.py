"""A portfolio on a server: addresses, passwords, roles, files, versions."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from sqlalchemy import make_url, text

from tests.store.conftest import empty_database
from tests.store.postgres import ONLY_SERVER
from twin.errors import InputOutOfRange, StoreConflict, TwinError, UnreadableFile
from twin.model.building import Building
from twin.model.edit import Edit
from twin.model.scenario import Scenario
from twin.store import grants, server
from twin.store.audit import changes
from twin.store.buildings import load_buildings, save_buildings
from twin.store.credentials import keep_password, password_of
from twin.store.database import SERVER_NAME, Database, open_database
from twin.store.edits import store_edits
from twin.store.models import save_model, verified_model_file
from twin.store.scenarios import save_version

FAR = "postgresql://kari:hemmelig@db.example/baerum"


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1  # pyright: ignore[reportAssignmentType]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.mark.parametrize("address", ["", "baerum", "mysql://x/y", "postgresql://db.example"])
def test_that_only_addresses_of_databases_are_taken(address: str) -> None:
    with pytest.raises(InputOutOfRange, match="address"):
        server.server_of(address)


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_that_no_connection_to_another_machine_is_left_unverified(mode: str) -> None:
    with pytest.raises(InputOutOfRange, match="not verified"):
        server.server_of(f"{FAR}?sslmode={mode}")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:///baerum?sslmode=disable",  # the environment may name a host
        "postgresql:///baerum?host=/tmp&hostaddr=192.0.2.1&sslmode=disable",
        "postgresql:///baerum?host=/tmp&host=db.example&sslmode=disable",
        "postgresql://localhost/baerum?host=db.example&sslmode=disable",
        "postgresql://localhost/baerum?service=far&sslmode=disable",
    ],
)
def test_that_no_detour_leads_to_an_unverified_machine(address: str) -> None:
    with pytest.raises(InputOutOfRange, match="not verified"):
        server.server_of(address)


def test_that_connections_are_verified_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr(server, "create_engine", lambda url, **k: given.update(k["connect_args"]))
    server.engine_of(server.server_of(FAR, "/etc/kommune.pem"))
    assert (given["sslmode"], given["sslrootcert"]) == ("verify-full", "/etc/kommune.pem")


def test_that_a_password_is_in_the_keyring_and_nowhere_else(tmp_path: Path, ring: Ring) -> None:
    found = server.server_of(FAR)
    server.remember_server(tmp_path, found)

    assert keep_password(found.url, "hemmelig")

    assert "hemmelig" not in (tmp_path / SERVER_NAME).read_text(encoding="utf-8")
    assert "hemmelig" not in str(found) + json.dumps([str(k) for k in ring.kept])
    again = server.remembered_server(tmp_path)
    assert (again.url.password, password_of(again.url)) == (None, "hemmelig")


def test_that_without_a_keyring_a_password_is_not_kept() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # pyright: ignore[reportAttributeAccessIssue]
    url = make_url(FAR)
    assert (keep_password(url, "hemmelig"), password_of(url)) == (False, "")
    keyring.set_keyring(before)


def test_that_a_server_that_is_not_there_is_a_sentence_without_a_password(tmp_path: Path) -> None:
    with pytest.raises(TwinError, match="cannot be reached") as caught:
        server.open_server("postgresql://kari:hemmelig@127.0.0.1:9/baerum", tmp_path)
    assert "hemmelig" not in str(caught.value)


def test_that_a_file_has_no_roles(file_database: Database) -> None:
    with pytest.raises(StoreConflict, match="Roles need a server"):
        grants.make_roles(file_database)


def test_that_an_unreadable_address_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / SERVER_NAME).write_text("url = 5 5", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="does not say where"):
        open_database(tmp_path)


As = Callable[[str], Database]


@pytest.fixture
def as_user(tmp_path: Path, new_address: str) -> Iterator[As]:
    """Opens one portfolio as ``twin``, who made it, or as another user of the server."""
    url = make_url(new_address)
    made = server.create_on_server(new_address, tmp_path / "made.twin", "Bærum")
    save_buildings(made, (Building("b1", "Lia skole", "school"),))
    opened = [made]

    def open_as(user: str) -> Database:
        if user == "twin":
            return made
        address = url.set(username=user).render_as_string()
        opened.append(server.open_server(address, tmp_path / user))
        return opened[-1]

    yield open_as
    for database in opened:
        database.close()


def with_user(database: Database, name: str, role: str) -> str:
    user = f"{name}_of_{database.engine.url.database}"
    with database.writing() as connection:
        connection.execute(text(f'CREATE ROLE "{user}" LOGIN'))
    grants.grant_role(database, user, role)
    return user


@ONLY_SERVER
def test_that_each_role_does_what_it_may_and_no_more(as_user: As) -> None:
    owner = as_user("twin")
    users = {role: with_user(owner, role, role) for role in ("viewer", "planner", "editor")}
    assert dict(grants.roles_of(owner)).items() >= {(u, r) for r, u in users.items()}
    viewer, planner, editor = (as_user(u) for u in users.values())
    new = Edit(None, Building("b2", "Hall", "sports"))

    assert (viewer.is_read_only, planner.is_read_only, editor.is_read_only) == (True, False, False)
    assert len(load_buildings(viewer)) == 1
    save_version(planner, Scenario("b1", "Nye vinduer"))
    with pytest.raises(StoreConflict, match="role does not allow"):
        store_edits(planner, (new,), "ola", "New")
    store_edits(editor, (new,), "ola", "New")
    assert len(load_buildings(viewer)) == 2
    assert changes(viewer)[0].who == "ola"


@ONLY_SERVER
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_log",
        "UPDATE audit_log SET who = ''",
        "TRUNCATE audit_log",
        "INSERT INTO audit_log (change_id, at_utc, who, what, table_name, row_key, "
        "program_version) VALUES ('x', now(), 'Kari', '', 'needs', 'n', '')",
        "ALTER TABLE audit_log DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_log_of_buildings ON buildings",
        "UPDATE alembic_version SET version_num = '0001'",
        "SELECT audit_log_write()",
        "CREATE TABLE mine (a int)",
    ],
)
def test_that_an_editor_can_neither_forge_nor_forget(as_user: As, statement: str) -> None:
    editor = as_user(with_user(as_user("twin"), "editor", "editor"))
    with pytest.raises(StoreConflict), editor.writing() as connection:
        connection.execute(text(statement))


@ONLY_SERVER
def test_that_the_log_says_who_was_logged_in_whatever_the_program_says(as_user: As) -> None:
    user = with_user(as_user("twin"), "editor", "editor")
    editor = as_user(user)
    with editor.writing() as connection:
        connection.execute(text("SELECT set_config('twin.who', 'Rådmannen', true)"))
        connection.execute(text("UPDATE buildings SET name = 'X'"))
    with editor.reading() as connection:
        last = connection.execute(
            text("SELECT who, db_user, before_json FROM audit_log ORDER BY entry_id DESC LIMIT 1")
        ).one()
    assert (last.who, last.db_user) == ("Rådmannen", user)
    assert json.loads(last.before_json) == {"name": "Lia skole"}


@ONLY_SERVER
def test_that_a_stranger_cannot_even_connect(as_user: As) -> None:
    owner = as_user("twin")
    grants.make_roles(owner)
    user = f"stranger_of_{owner.engine.url.database}"
    with owner.writing() as connection:
        connection.execute(text(f'CREATE ROLE "{user}" LOGIN'))
    with pytest.raises(TwinError):
        as_user(user)


@ONLY_SERVER
def test_that_a_model_given_by_one_is_fetched_by_another(tmp_path: Path, new_address: str) -> None:
    hers = server.create_on_server(new_address, tmp_path / "hers.twin")
    save_buildings(hers, (Building("b1", "Lia skole", "school"),))
    source = tmp_path / "a.ifc"
    source.write_bytes(b"ISO-10303-21;" + bytes(range(256)) * 9000)
    sha256 = save_model(hers, "b1", source)
    hers.close()
    server.connect_folder(new_address, tmp_path / "his.twin").close()

    fetched = verified_model_file(tmp_path / "his.twin", sha256)

    assert fetched.read_bytes() == source.read_bytes()
    assert fetched.parent == tmp_path / "his.twin" / "models"


@ONLY_SERVER
def test_that_a_database_in_use_is_left_alone_and_an_empty_one_is_none(
    tmp_path: Path, server_address: str
) -> None:
    address = empty_database(server_address)
    with pytest.raises(UnreadableFile, match="holds no portfolio"):
        server.open_server(address, tmp_path / "a")
    server.create_on_server(address, tmp_path / "b").close()
    with pytest.raises(StoreConflict, match="not empty"):
        server.create_on_server(address, tmp_path / "c")


@ONLY_SERVER
def test_that_a_newer_portfolio_on_a_server_can_only_be_read(as_user: As, tmp_path: Path) -> None:
    made = as_user("twin")
    with made.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))

    again = open_database(made.folder)

    assert again.is_read_only
    assert "newer version" in str(again.why_read_only)
    assert len(load_buildings(again)) == 1
    again.close()


@ONLY_SERVER
def test_that_only_its_owner_brings_a_portfolio_up_to_date(as_user: As) -> None:
    owner = as_user("twin")
    editor = with_user(owner, "editor", "editor")
    with owner.writing() as connection:
        last = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        older = f"{int(last) - 1:04d}"
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": older})

    with pytest.raises(StoreConflict, match="Ask its owner"):
        as_user(editor)
