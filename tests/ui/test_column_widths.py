"""Columns are as wide as what they say; numbers and dates are never cut."""

from twin.ui.widgets.column_widths import NAME, SOFT, Wanted, fitted
from twin.ui.widgets.table_cells import MARGIN, widest
from twin.ui.window.shell import Shell

NAMED = Wanted(300, is_name=True)
DATE, AMOUNT = Wanted(90), Wanted(120, is_number=True)


def test_that_spare_room_goes_to_texts_and_mostly_to_names():
    name, text, amount = fitted([NAMED, Wanted(150), AMOUNT], 770)

    assert name + text + amount == 770
    assert amount == AMOUNT.width
    assert name - NAMED.width == 3 * (text - 150)


def test_that_the_longest_text_is_cut_first_and_a_date_never():
    name, long, date, amount = fitted([NAMED, Wanted(280), DATE, AMOUNT], 600)

    assert (date, amount) == (DATE.width, AMOUNT.width)
    assert name + long == 600 - date - amount
    assert abs(name - long) <= 1


def test_that_room_for_a_mark_beside_the_title_is_given_up_first():
    with_mark = Wanted(90, more=14)

    assert fitted([NAMED, with_mark], 404)[1] == 104
    assert fitted([NAMED, with_mark], 390) == [NAMED.width, 90]


def test_that_texts_keep_a_readable_rest_where_nothing_fits():
    widths = fitted([NAMED, Wanted(280), DATE, AMOUNT], 100)

    assert widths == [NAME, SOFT, DATE.width, AMOUNT.width]


def test_that_columns_hold_their_texts_and_what_the_user_pulled_stays(portfolio: Shell):
    table = portfolio.window.below.part("portfolio").table
    head = table.horizontalHeader()
    column = table.model().columns[2]
    cells = [column.cell(row) for row in table.model().rows]
    assert head.sectionSize(2) >= widest(cells, is_first=False) + MARGIN

    head.resizeSection(1, 77)
    table.resize(table.width() + 100, table.height())

    assert head.sectionSize(1) == 77, "what the user pulled stays"
