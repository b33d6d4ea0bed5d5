"""Which proposal is looked at in the what-if; shared by the two panels that show it."""

from PySide6.QtCore import QObject, Signal


class ProposalChoice(QObject):
    """Id of the proposal looked at, "" for none. Signal: `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._proposal_id = ""

    @property
    def proposal_id(self) -> str:
        """Id of the proposal looked at."""
        return self._proposal_id

    def choose(self, proposal_id: str) -> None:
        """Look at another proposal."""
        if proposal_id != self._proposal_id:
            self._proposal_id = proposal_id
            self.changed.emit()
