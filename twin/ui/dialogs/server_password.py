"""Ask for the password of a portfolio on a server; it is kept in the keyring or not at all."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from twin.ui.dialogs.form import field
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight
from twin.workspace.server_password import has_keyring, open_with_password, server_text
from twin.workspace.workspace import Workspace

WIDTH = 460


def ask_for_password(parent: QWidget, workspace: Workspace, folder: Path) -> None:
    """Open the dialog for the portfolio in `folder`."""
    PasswordDialog(parent, workspace, folder).open()


class PasswordDialog(QDialog):
    """Who, where, the password, and whether it is kept."""

    def __init__(self, parent: QWidget, workspace: Workspace, folder: Path) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Password of the server"))
        self.setFixedWidth(WIDTH)
        self._workspace, self._folder = workspace, folder
        user, place = server_text(folder)
        self.password = field(tr("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keeps = QCheckBox(tr("Remember it in the keyring of this computer"))
        self.keeps.setVisible(has_keyring())
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Password of the server"), "heading"))
        column.addWidget(label(tr("{name} is on the server {place}. There is no password of {user}"
                                  " yet, or the server did not take it.",
                                  name=folder.stem, place=place, user=user),
                               "secondary", wraps=True))  # fmt: skip
        column.addWidget(self.password)
        column.addWidget(self.keeps)
        if not has_keyring():
            column.addWidget(label(tr("This computer has no keyring that is open; the password is"
                                      " asked for at each start."), "caption",
                                   wraps=True))  # fmt: skip
        column.addSpacing(8)
        column.addLayout(self._foot())
        self.password.setFocus()

    def connect_now(self) -> None:
        """Try the password; a wrong one is asked for again."""
        if self.password.text():
            keeps = self.keeps.isChecked() and has_keyring()
            self.accept()
            open_with_password(
                self._workspace, self._folder, self.password.text(), remembers=keeps
            )

    def _foot(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        row.addStretch(1)
        leave = QPushButton(tr("Cancel"))
        leave.clicked.connect(self.reject)
        row.addWidget(leave)
        go = QPushButton(tr("Open"))
        go.setProperty("role", "primary")
        go.setDefault(True)
        go.clicked.connect(self.connect_now)
        row.addWidget(go)
        return row
