"""Sentences about a plan: names for keys, sums of money as people say them."""

from dataclasses import replace

from twin.model.scenario import Quantity, Statement
from twin.ui.texts import numbers
from twin.ui.texts.outcome import statement_texts
from twin.workspace.opportunities import Board
from twin.workspace.opportunity_rows import titles_of

MONEY = "NOK"


def sentence(board: Board, statement: Statement) -> str:
    """A statement in the user's language."""
    titles = titles_of(board)
    values = {name: _said(value, titles) for name, value in statement.values.items()}
    return statement_texts(replace(statement, values=values))[0]


def _said(value: str | int | Quantity, titles: dict[str, str]) -> str | int | Quantity:
    if isinstance(value, str):
        return titles.get(value, value)
    if isinstance(value, Quantity) and value.unit.startswith(MONEY):
        return Quantity(numbers.significant(value.value), "kr" + value.unit[len(MONEY) :])
    return value
