"""What the message bar says about the version of the model that is shown."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QObject

from twin.model.maintenance import WorkOrderState
from twin.model.version import ModelVersion
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.versions import count_text, day_text, version_text
from twin.ui.versions.changes import change_rows
from twin.ui.versions.review import review
from twin.ui.versions.tab import ask_for_version
from twin.ui.widgets.message_bar import Message, MessageBars
from twin.workspace.workspace import Workspace

JUST_NOW = timedelta(minutes=10)


class VersionBar(QObject):
    """Says that the model is old, that it changed, or that records lost their element."""

    def __init__(self, workspace: Workspace, bars: MessageBars) -> None:
        super().__init__(bars)
        self._workspace, self._bars = workspace, bars
        self._said: Message | None = None
        self._about: object = None
        workspace.model_versions_changed.connect(self.show_message)
        workspace.mode_changed.connect(lambda _mode: self.show_message())

    def show_message(self) -> None:
        """Say the most important thing once; take back what no longer holds."""
        message = self._message() if self._workspace.mode == "building" else None
        about = (message.lead, message.text) if message else None
        if about == self._about:
            return
        if self._said is not None:
            self._bars.take_back(self._said)
        self._about, self._said = about, message
        if message is not None:
            self._bars.say(message)

    def _message(self) -> Message | None:
        shown = self._workspace.model_versions
        if not shown.known or self._workspace.building is None:
            return None
        if shown.older is not None:
            return self._of_older(shown.older, shown.known[0])
        if shown.follows:
            return self._of_lost(shown.lost)
        return self._of_changes() or self._of_age(shown.known[0])

    def _of_older(self, older: ModelVersion, newest: ModelVersion) -> Message:
        return Message(
            "warn",
            tr("Model is from {date}.", date=day_text(older)),
            tr("{name} is an older version and read only.", name=older.name),
            ((tr("Back to the newest"), self._opener(newest)),),
        )

    def _of_lost(self, count: int) -> Message:
        return Message(
            "warn",
            tr("Not in this model: elements of {records}.", records=count_text(count)),
            tr("They are kept."),
            ((tr("Show changes"), self._show_changes), (tr("Review…"), self._review)),
        )  # fmt: skip

    def _of_changes(self) -> Message | None:
        workspace = self._workspace
        shown, model = workspace.model_versions, workspace.model
        arrived = shown.known[0].received_at.replace(tzinfo=UTC)
        is_new = datetime.now(UTC) - arrived < JUST_NOW
        if shown.changes is None or model is None or not is_new:
            return None
        count = numbers.number(len(change_rows(shown.changes, model)))
        since = version_text(shown.changes.since)
        return Message(
            "info",
            tr("{count} changes since {version}", count=count, version=since),
            "",
            ((tr("Show changes"), self._show_changes),),
        )

    def _of_age(self, newest: ModelVersion) -> Message | None:
        done = self._done_since(newest.received_at.date())
        if not done:
            return None
        links = ((tr("Update model…"), self._update),)
        if self._workspace.model_versions.before is not None:
            links = ((tr("Show changes"), self._show_changes), *links)
        return Message(
            "warn",
            tr("Model is from {date}.", date=day_text(newest)),
            tr("Work orders finished since: {count}.", count=numbers.number(done)),
            links,
        )

    def _done_since(self, day: date) -> int:
        portfolio, building = self._workspace.portfolio, self._workspace.building
        if portfolio is None or building is None:
            return 0
        return sum(
            order.state == WorkOrderState.DONE and (order.closed_on or day) > day
            for order in portfolio.work_orders_of(building.building_id)
        )

    def _opener(self, version: ModelVersion) -> Callable[[], None]:
        return lambda: self._workspace.open_model_version(version)

    def _show_changes(self) -> None:
        self._workspace.show_model_changes()

    def _review(self) -> None:
        review(self._bars.window(), self._workspace)

    def _update(self) -> None:
        ask_for_version(self._bars.window(), self._workspace)
