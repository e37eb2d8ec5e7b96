"""Labels that an owner attaches to one friend."""

from admin_flows.ports.commands import AttachLabel, DetachLabel, SetField, Undo
from tests.delivery.world import step
from tests.services.shop import EDITOR, VIEWER, Shop


def test_an_editor_attaches_and_a_scenario_begins(shop: Shop) -> None:
    [hana] = shop.follow("花")
    shop.started(step("a"), start={"when": "label_added", "label": "お得意様"})
    assert shop.refusal(AttachLabel(hana.id, "お得意様"), VIEWER) == "role"
    assert shop.do(AttachLabel(hana.id, "お得意様"), EDITOR).people == 1
    assert shop.do(AttachLabel(hana.id, "お得意様"), EDITOR).people == 0
    shop.world.react()
    shop.send()
    assert shop.world.texts("花") == ["a"]
    facts = shop.reads.friend(hana.id)
    assert facts is not None
    assert [one.name for one in facts.labels] == ["お得意様"]
    assert [one.id for one in facts.labels] == [one.id for one in shop.reads.labels()]
    assert shop.do(DetachLabel(hana.id, "お得意様"), EDITOR).people == 1
    assert shop.refusal(AttachLabel(999, "お得意様")) == "no_such_friend"
    assert shop.refusal(AttachLabel(hana.id, "あ" * 21)) == "too_long"


def known(shop: Shop, friend_id: int) -> dict[str, str]:
    facts = shop.reads.friend(friend_id)
    assert facts is not None
    return {one.name: one.value for one in facts.fields}


def test_a_field_is_noted_and_taken_off_and_that_is_undone(shop: Shop) -> None:
    [hana] = shop.follow("花")
    shop.do(SetField(hana.id, "来店回数", "3", "number"), EDITOR)
    act = shop.do(SetField(hana.id, "来店回数", "4"), EDITOR).act
    assert known(shop, hana.id) == {"来店回数": "4"}
    assert act is not None
    shop.do(Undo(act), EDITOR)
    assert known(shop, hana.id) == {"来店回数": "3"}
    act = shop.do(SetField(hana.id, "来店回数", None), EDITOR).act
    assert known(shop, hana.id) == {}
    assert act is not None
    shop.do(Undo(act), EDITOR)
    assert known(shop, hana.id) == {"来店回数": "3"}


def test_a_scenario_hears_of_it(shop: Shop) -> None:
    [hana] = shop.follow("花")
    shop.started(step("a", {"days": 1}), stop_when={"attribute": "area", "is": "東京"})
    [ken] = shop.follow("健")
    shop.do(SetField(ken.id, "area", "東京"), EDITOR)
    shop.world.react()
    shop.move(days=2)
    shop.send()
    assert shop.world.texts("健") == []
    assert hana.id


def test_a_field_keeps_its_kind(shop: Shop) -> None:
    [hana] = shop.follow("花")
    shop.do(SetField(hana.id, "予約", "2026-12-24", "date"), EDITOR)
    assert shop.refusal(SetField(hana.id, "予約", "いつか", "text"), EDITOR) == "bad_date"
    assert shop.refusal(SetField(hana.id, "birthday", "x"), EDITOR) == "bad_date"
    assert shop.refusal(SetField(hana.id, "age", "30"), EDITOR) == "attribute_not_settable"
    assert shop.refusal(SetField(hana.id, "あ" * 21, "x"), EDITOR) == "too_long"
    assert shop.refusal(SetField(99, "area", "x"), EDITOR) == "no_such_friend"
    assert shop.refusal(SetField(hana.id, "area", "x"), VIEWER) == "role"
    assert known(shop, hana.id) == {"予約": "2026-12-24"}
