"""Labels that an owner attaches to one friend."""

from admin_flows.ports.commands import AttachLabel, DetachLabel
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
