"""What is looked at in the what-if; shared by the panels and the tools that show it."""

from PySide6.QtCore import QObject, Signal

FIELD, PAINT, PRODUCT, MASSING, REMOVAL = "field", "paint", "product", "massing", "removal"
"""Tools of the 3D view."""


class ProposalChoice(QObject):
    """The proposal or the measure looked at, and the tool in use; "" for none.

    Signals: `changed`; `tool_changed`.
    """

    changed = Signal()
    tool_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._proposal_id = ""
        self._measure = ""
        self._tool = ""
        self._product = ""
        self._spread = ""

    @property
    def proposal_id(self) -> str:
        """Id of the proposal looked at."""
        return self._proposal_id

    @property
    def measure(self) -> str:
        """Key of the choice looked at."""
        return self._measure

    @property
    def tool(self) -> str:
        """The tool in use."""
        return self._tool

    @property
    def product(self) -> str:
        """Id of the product that is placed."""
        return self._product

    @property
    def spread(self) -> str:
        """What a click paints besides the part itself: a way of `selecting.WAYS`, "" for none."""
        return self._spread

    def spread_to(self, way: str) -> None:
        """Paint more or less with a click."""
        self._spread = way

    def choose(self, proposal_id: str) -> None:
        """Look at another proposal."""
        self._look(proposal_id, "")

    def choose_measure(self, key: str) -> None:
        """Look at another measure of the what-if."""
        self._look("", key)

    def use_tool(self, tool: str, product: str = "") -> None:
        """Take another tool, "" for none."""
        if (tool, product) != (self._tool, self._product):
            self._tool, self._product = tool, product
            self.tool_changed.emit()

    def _look(self, proposal_id: str, measure: str) -> None:
        if (proposal_id, measure) == (self._proposal_id, self._measure):
            return
        self._proposal_id, self._measure = proposal_id, measure
        self.use_tool("")
        self.changed.emit()
