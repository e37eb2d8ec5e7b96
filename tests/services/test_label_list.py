"""Labels as owners rename, delete and give them to many, over the database."""

from admin_flows.ports.commands import (
    AttachLabel,
    DeleteLabel,
    ExportLabel,
    MakeLabel,
    MakeRoute,
    MakeUserGroup,
    RenameLabel,
    RestoreLabel,
    SetRouteLabels,
    TagMany,
    Undo,
)
from admin_flows.ports.facts import LabelCardFacts
from bot.domain.audience import EVERYBODY, Audience, picked
from bot.domain.rules import part_of
from bot.services.api_access import ApiAccess
from bot.services.exports import Exports
from bot.services.tagging import TaggingMany
from bot.store import customers, labels, people, settings, taggings
from bot.store.models import Friend
from tests.delivery.world import step
from tests.services.shop import EDITOR, OWNER, VIEWER, Shop


def made(shop: Shop, name: str = "会員") -> int:
    number = shop.do(MakeLabel(name), EDITOR).made
    assert number is not None
    return number


def card(shop: Shop, number: int) -> LabelCardFacts:
    found = shop.reads.label(number)
    assert found is not None
    return found


def names(friend: Friend) -> list[str]:
    return [name for _, name, _ in labels.of(friend.id)]


def test_one_is_made_and_its_name_is_taken(shop: Shop) -> None:
    number = made(shop)
    assert card(shop, number).people == 0
    assert shop.refusal(MakeLabel(" 会員 "), EDITOR) == "name_in_use"
    assert shop.refusal(MakeLabel("客"), VIEWER) == "role"
    assert shop.reads.label(number + 1) is None


# Renaming


def test_what_is_published_goes_on_meaning_it(shop: Shop) -> None:
    """A version never changes: what it says of old is the label of today."""
    number = made(shop)
    shop.started(
        step("a", then={"add_label": "会員"}),
        step("b", {"days": 1}, only={"label": "会員"}),
    )
    shop.started(step("c"), name="会員へ", start={"when": "label_added", "label": "会員"})
    shop.do(RenameLabel(number, "メンバー"), EDITOR)
    [hana] = shop.follow("花")
    shop.send()
    shop.world.react()
    shop.send()
    assert names(hana) == ["メンバー"]
    assert [one.id for one in shop.reads.labels()] == [number]
    shop.move(days=1)
    shop.send()
    assert shop.world.texts("花") == ["a", "c", "b"]


def test_goals_and_waits_are_reached_under_the_new_name(shop: Shop) -> None:
    number = made(shop)
    shop.started(step("a", {"days": 1}), stop_when={"label": "会員"})
    waits = {"for": {"label": "会員"}, "at_most": {"days": 3}}
    shop.started(step("x"), step("y", waits), name="待つ")
    [hana] = shop.follow("花")
    shop.send()
    shop.do(RenameLabel(number, "メンバー"), EDITOR)
    shop.do(AttachLabel(hana.id, "メンバー"), EDITOR)
    shop.world.react()
    shop.send()
    shop.move(days=1)
    shop.send()
    assert shop.world.texts("花") == ["x", "y"]


def test_owners_read_the_new_name_everywhere(shop: Shop) -> None:
    number = made(shop)
    scenario = shop.started(step("a", then={"add_label": "会員"}))
    group = shop.do(MakeUserGroup("常連", part_of({"label": "会員"})), EDITOR).made or 0
    route = shop.do(MakeRoute("店頭"), EDITOR).made or 0
    shop.do(SetRouteLabels(route, ("客", "会員")), EDITOR)
    shop.do(RenameLabel(number, "メンバー"), EDITOR)
    facts = shop.facts(scenario)
    then = facts.document.steps[0].then
    assert then is not None and then.add_label == ("メンバー",)
    assert shop.draft(scenario).document == facts.document
    found = shop.reads.user_group(group)
    assert found is not None and found.rule == part_of({"label": "メンバー"})
    assert shop.reads.routes()[0].labels == ("客", "メンバー")
    uses = [(one.kind, one.name) for one in card(shop, number).used_in]
    assert uses == [("scenario", "ご案内"), ("group", "常連"), ("route", "店頭")]


def test_a_former_name_is_not_given_to_another(shop: Shop) -> None:
    first, second = made(shop), made(shop, "客")
    shop.do(RenameLabel(first, "メンバー"), EDITOR)
    assert shop.refusal(RenameLabel(second, "会員"), EDITOR) == "name_in_use"
    assert shop.refusal(RenameLabel(second, "メンバー"), EDITOR) == "name_in_use"
    assert shop.refusal(MakeLabel("会員"), EDITOR) == "name_in_use"
    shop.do(RenameLabel(first, "会員"), EDITOR)
    assert [one.name for one in shop.reads.labels()] == ["会員", "客"]
    assert labels.todays() == {"メンバー": "会員"}


def test_renaming_is_undone(shop: Shop) -> None:
    number = made(shop)
    act = shop.do(RenameLabel(number, "メンバー"), EDITOR).act
    assert act is not None
    shop.do(Undo(act), EDITOR)
    assert card(shop, number).name == "会員"


# Deleting


def test_in_use_it_stays(shop: Shop) -> None:
    number = made(shop)
    scenario = shop.create()
    shop.write(scenario, shop.draft(scenario).document)
    group = shop.do(MakeUserGroup("常連", part_of({"label": "会員"})), EDITOR)
    assert group.made
    assert shop.refusal(DeleteLabel(number), EDITOR) == "label_in_use"


def test_a_choice_that_becomes_a_label_is_a_use(shop: Shop) -> None:
    number = made(shop, "はい")
    shop.started(step("a", ask={"text": "来ますか", "choices": ["はい", "いいえ"], "label": True}))
    assert shop.refusal(DeleteLabel(number), EDITOR) == "label_in_use"


def test_deleted_it_comes_back_with_its_people_for_ten_minutes(shop: Shop) -> None:
    number = made(shop)
    [hana] = shop.follow("花")
    shop.do(AttachLabel(hana.id, "会員"), EDITOR)
    act = shop.do(DeleteLabel(number), EDITOR).act
    assert act is not None
    assert names(hana) == []
    assert shop.reads.labels() == ()
    assert shop.reads.fitting(part_of({"label": "会員"})) == (0,)
    shop.do(Undo(act), EDITOR)
    assert names(hana) == ["会員"]
    again = shop.do(DeleteLabel(number), EDITOR).act
    assert again is not None
    shop.move(minutes=11)
    assert shop.refusal(Undo(again), EDITOR) == "cannot_undo"


def test_a_new_one_of_that_name_has_none_of_its_people(shop: Shop) -> None:
    number = made(shop)
    [hana] = shop.follow("花")
    shop.do(AttachLabel(hana.id, "会員"), EDITOR)
    shop.do(DeleteLabel(number), EDITOR)
    other = made(shop)
    assert other != number
    assert names(hana) == []
    assert shop.refusal(RestoreLabel(number), EDITOR) == "name_in_use"


def test_its_people_are_forgotten_in_the_end(shop: Shop) -> None:
    number = made(shop)
    people_ = shop.follow("花", "健", "次郎")
    for one in people_:
        shop.do(AttachLabel(one.id, "会員"), EDITOR)
    shop.do(DeleteLabel(number), EDITOR)
    now = int(shop.now().timestamp())
    labels.purge(now, 2)
    assert labels.people(number) == 3
    labels.purge(now + 1, 2)
    assert labels.people(number) == 1
    labels.purge(now + 1, 2)
    assert shop.refusal(RestoreLabel(number), EDITOR) == "no_such_label"


# Many


def service(shop: Shop) -> TaggingMany:
    return TaggingMany(shop.world.clock, lambda: settings.account("Asia/Tokyo"), at_once=2)


def begun(many: TaggingMany, number: int, *, take: bool = False) -> tuple[int, bool]:
    done = many.first(number, EVERYBODY, take=take)
    return done.people, done.is_all


def test_some_get_it_and_that_is_undone(shop: Shop) -> None:
    number = made(shop)
    hana, ken, jiro = shop.follow("花", "健", "次郎")
    shop.do(AttachLabel(hana.id, "会員"), EDITOR)
    done = shop.do(TagMany(number, picked(hana.id, ken.id)), EDITOR)
    assert (done.people, done.or_more) == (1, False)
    assert done.act is not None
    shop.do(Undo(done.act), EDITOR)
    assert [names(one) for one in (hana, ken, jiro)] == [["会員"], [], []]


def test_a_groups_people_get_it(shop: Shop) -> None:
    number = made(shop)
    hana, ken = shop.follow("花", "健")
    shop.do(AttachLabel(hana.id, "客"), EDITOR)
    group = shop.do(MakeUserGroup("客たち", part_of({"label": "客"})), EDITOR).made or 0
    assert shop.do(TagMany(number, Audience("group", group)), EDITOR).people == 1
    assert (names(hana)[0], names(ken)) == ("会員", [])
    assert shop.refusal(TagMany(number, Audience("group", 99)), EDITOR) == "nobody_meant"


def test_more_than_fit_into_one_transaction_follow(shop: Shop) -> None:
    number = made(shop)
    everybody = shop.follow("花", "健", "次郎", "四郎", "五郎")
    many = service(shop)
    assert begun(many, number) == (2, False)
    assert card(shop, number).going
    many.run(10, lambda: False)
    assert not card(shop, number).going
    assert [names(one) for one in everybody] == [["会員"]] * 5
    assert begun(many, number, take=True) == (2, False)
    many.run(10, lambda: True)
    assert labels.people(number) == 3
    many.run(10, lambda: False)
    assert labels.people(number) == 0
    assert not many.is_due()


def test_what_was_meant_may_be_gone_meanwhile(shop: Shop) -> None:
    number = made(shop)
    other = made(shop, "客")
    for one in shop.follow("花", "健", "次郎"):
        shop.do(AttachLabel(one.id, "客"), EDITOR)
    many = service(shop)
    many.first(number, Audience("label", other), take=False)
    shop.do(DeleteLabel(other), EDITOR)
    many.run(10, lambda: False)
    assert labels.people(number) == 2
    many.first(number, EVERYBODY, take=False)
    shop.do(DeleteLabel(number), EDITOR)
    many.run(10, lambda: False)
    assert not many.is_due()


def test_two_at_it_do_everybody_once(shop: Shop) -> None:
    number = made(shop)
    shop.follow("花", "健", "次郎", "四郎", "五郎")
    service(shop).first(number, EVERYBODY, take=False)
    one = taggings.oldest()
    assert one is not None
    assert service(shop)._some(one)
    assert not service(shop)._some(one)  # it has gone further
    assert labels.people(number) == 4


# Files


def test_friends_are_known_by_lines_id_and_by_the_shops_own(shop: Shop) -> None:
    hana, ken = shop.follow("花", "健")
    customers.link("C-7", ken.id)
    known = shop.reads.friends_named((hana.user_id, "C-7", "C-8"))
    assert known == {hana.user_id: hana.id, "C-7": ken.id}


def test_its_people_are_a_file(shop: Shop) -> None:
    people.add_member(OWNER.user_id, "owner", name="森", at=0)
    number = made(shop)
    hana, ken = shop.follow("花", "健")
    customers.link("C-7", ken.id)
    shop.do(AttachLabel(hana.id, "会員"), EDITOR)
    shop.world.clock.tick(60)
    shop.do(AttachLabel(ken.id, "会員"), EDITOR)
    export = shop.do(ExportLabel(number)).made or 0
    facts = shop.reads.export(export)
    assert facts is not None and facts.label_id == number
    token = ApiAccess(shop.world.clock, "s").revealed(facts.url).split("/x/")[1].split("?")[0]
    desk = Exports(shop.world.clock, shop.reads, lambda: "ja")
    file = desk.fetch(token, "Mozilla/5.0 (iPhone)", counts=True)
    assert file is not None and file.name == f"label-{number}.csv"
    head, *lines = file.body.decode("utf-8-sig").splitlines()
    assert head.startswith("LINEユーザーID,名前")
    assert [line.split(",")[:3] for line in lines] == [
        [ken.user_id, "健", "C-7"],
        [hana.user_id, "花", ""],
    ]
    assert shop.refusal(ExportLabel(number), EDITOR) == "role"
    assert shop.refusal(ExportLabel(number + 9)) == "no_such_label"
