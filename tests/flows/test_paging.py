"""One way of paging: of lists that are known as a whole, read by place, or read behind a row."""

from admin_flows.shared.paging import Paged, page_behind, page_read, paged

ALL = list(range(100, 117))


def by_place(first: int) -> Paged[int]:
    return page_read(lambda begin, limit: ALL[begin : begin + limit], first)


def behind(number: int, known: list[int]) -> Paged[int]:
    later = [one for one in known if one > number]
    return page_behind(lambda limit: later[:limit], lambda one: one)


def test_pages_by_place_lead_both_ways() -> None:
    for page in (lambda first: paged(ALL, first), by_place):
        assert page(0) == Paged((*ALL[:8],), None, 8)
        assert page(8) == Paged((*ALL[8:16],), 0, 16)
        assert page(16) == Paged((116,), 8, None)
        assert page(3).earlier == 0
    assert paged(ALL[:8], 0).later is None


def test_a_list_that_became_shorter_begins_again() -> None:
    assert paged(ALL, 17) == paged(ALL, 0)
    assert paged((), 8) == Paged((), None, None)


def test_pages_behind_a_row_end_with_the_last_one() -> None:
    assert behind(0, ALL) == Paged((*ALL[:8],), None, 107)
    assert behind(107, ALL).later == 115
    assert behind(0, ALL[:8]).later is None
    assert behind(0, []) == Paged((), None, None)


def test_rows_are_numbered_on_each_page() -> None:
    page = by_place(8)
    assert (page.at(1), page.at(8)) == (108, 115)
    assert (page.at(0), page.at(9)) == (None, None)
