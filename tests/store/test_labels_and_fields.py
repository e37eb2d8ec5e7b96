"""Labels and fields: what is written once, what is told, and what is kept."""

import pytest

from bot.domain.attributes import Known
from bot.store import changes, fields, labels
from bot.store.changes import ChangeRow
from bot.store.db import rows
from bot.store.fact_models import ChangeKind

FRIENDS = [1, 2, 3]


def told() -> list[tuple[ChangeKind, int, int]]:
    return [(row.kind, row.what, row.friend_id) for row in changes.oldest(100)]


def test_a_label_keeps_the_time_it_was_attached_first(store: str) -> None:
    label = labels.ensure(["購入"], at=1)["購入"]
    assert labels.attach(FRIENDS[:2], label, at=100) == FRIENDS[:2]
    assert labels.attach(FRIENDS, label, at=200) == [3]
    assert labels.since(FRIENDS, [label]) == {1: {label: 100}, 2: {label: 100}, 3: {label: 200}}
    assert labels.of(1) == [(label, "購入", 100)]


def test_only_those_who_had_it_lose_it(store: str) -> None:
    label = labels.ensure(["購入"], at=1)["購入"]
    labels.attach([1], label, at=100)
    assert labels.detach(FRIENDS, label, at=200) == [1]
    assert labels.since(FRIENDS, [label]) == {}


def test_labels_are_made_once(store: str) -> None:
    first = labels.ensure(["購入", "it's 100%", "購入"], at=1)
    assert labels.ensure(["it's 100%", "予約"], at=2)["it's 100%"] == first["it's 100%"]
    labels.attach(FRIENDS, first["購入"], at=1)
    assert [(row.name, row.people) for row in labels.listed()] == [
        ("購入", 3),
        ("it's 100%", 0),
        ("予約", 0),
    ]


def test_only_what_somebody_listens_for_is_told_and_only_when_it_changed(store: str) -> None:
    label = labels.ensure(["購入"], at=1)["購入"]
    field = fields.ensure({"area": "text"})["area"].id
    labels.attach([1], label, at=100)
    assert told() == []
    changes.listen([(ChangeKind.LABEL_ADDED, label), (ChangeKind.FIELD, field)])
    labels.attach([1, 2], label, at=100)
    labels.detach([1, 2], label, at=100)
    fields.put([1, 2], field, Known("京都"), at=100)
    fields.put([2, 3], field, Known("京都"), at=100)
    fields.clear([1, 2], field, at=100)
    fields.clear([1, 2], field, at=100)
    field_told = [(ChangeKind.FIELD, field, friend) for friend in (1, 2, 3, 1, 2)]
    assert told() == [(ChangeKind.LABEL_ADDED, label, 2), *field_told]
    assert changes.listeners() == {(ChangeKind.LABEL_ADDED, label), (ChangeKind.FIELD, field)}
    changes.listen([])
    assert changes.listeners() == set()


def test_changes_are_forgotten_one_by_one(store: str) -> None:
    changes.listen([(ChangeKind.PERSON, 0)])
    changes.add(ChangeKind.PERSON, 0, FRIENDS, at=7)
    first, *_ = changes.oldest(2)
    assert first == ChangeRow(first.id, ChangeKind.PERSON, 0, 1, 7)
    assert changes.take([first]) == [first]
    assert changes.take([first]) == []
    assert [row.friend_id for row in changes.oldest(10)] == [2, 3]
    assert changes.waiting()
    changes.take(changes.oldest(10))
    assert not changes.waiting()


VALUES = [
    Known("京都"),
    Known("10", 10.0),
    Known("2.5", 2.5),
    Known("2026-12-24T10:00", is_date=True),
    Known("2000-01-01", is_date=True, until="2000-12-31"),
]


@pytest.mark.parametrize("value", VALUES)
def test_what_is_put_is_read_again(store: str, value: Known) -> None:
    kind = "date" if value.is_date else "text" if value.number is None else "number"
    field = fields.ensure({"x": kind})["x"].id  # type: ignore[dict-item]
    assert fields.put([1], field, value, at=1) == [1]
    assert fields.put([1], field, value, at=1) == []
    assert fields.of(FRIENDS, [field]) == {1: {field: value}}


def test_a_number_is_counted_up_from_nothing(store: str) -> None:
    field = fields.ensure({"点数": "number"})["点数"].id
    fields.count_up([1, 2], field, 10, at=1)
    fields.count_up([1], field, -2.5, at=1)
    assert fields.of([1, 2], [field]) == {
        1: {field: Known("7.5", 7.5)},
        2: {field: Known("10", 10.0)},
    }


def test_the_attributes_that_are_always_there(store: str) -> None:
    found = {row.name: row.kind for row in fields.known(["gender", "birthday", "os"]).values()}
    assert found == {"gender": "text", "birthday": "date", "os": "text"}
    assert fields.ensure({"gender": "number"})["gender"].kind == "text"
    assert rows("SELECT count(*) FROM field")[0][0] == 4
