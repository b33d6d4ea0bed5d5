import pytest

from twin.ui.filtering import Filtering, PortfolioFilter
from twin.ui.search import all_folded, folded, matches

from .small_portfolio import building


@pytest.mark.parametrize("query", ["Åsgård", "aasgaard", "asgard", "ÅSGÅRD råd", "gård"])
def test_that_a_name_with_aa_is_found_however_it_is_typed(query: str):
    assert matches(query, ("Åsgård rådhus",))


@pytest.mark.parametrize("query", ["lyngbø", "lyngbo", "lyngboe"])
def test_that_a_name_with_oe_is_found_however_it_is_typed(query: str):
    assert matches(query, ("Lyngbø skole",))


@pytest.mark.parametrize("query", ["ærfugl", "aerfugl"])
def test_that_a_name_with_ae_is_found_however_it_is_typed(query: str):
    assert matches(query, ("Ærfuglveien barnehage",))


def test_that_every_word_must_be_found():
    assert not matches("lyngbø rådhus", ("Lyngbø skole", "Fana"))


def test_that_a_building_without_a_year_passes_only_without_a_year_filter():
    unknown = building("b", "Varden", "school", float("nan"), "")
    assert PortfolioFilter().admits(unknown, None)
    assert not PortfolioFilter(built=(1900, 2026)).admits(unknown, None)


def test_that_the_filter_speaks_only_when_it_differs(qtbot):
    filtering, heard = Filtering(), []
    filtering.changed.connect(lambda: heard.append(1))

    filtering.search("skole")
    filtering.search("skole")

    assert len(heard) == 1


def test_that_an_address_is_searched_too():
    there = building("b", "Varden", "school", 1990.0, "")
    assert PortfolioFilter(query="vardenvegen").admits(there, None)


def test_that_many_texts_are_folded_as_each_of_them_is():
    texts = ["Åsgård\nrådhus", "", "Crème brûlée", "Ærfugl æ", "a", "a", "ΑΘΉΝΑ", "ﬁnal"]
    assert all_folded(texts) == [folded(t.replace("\n", " ")) for t in texts]
    assert all_folded([]) == []
