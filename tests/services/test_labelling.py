"""Labels attached and removed by hand: to some, or to all who fit a rule."""

import pytest

from bot.domain.errors import Refused
from bot.services.labelling import LabelService
from bot.store import labels, settings
from bot.store.models import Friend
from tests.domain.condition_strategies import condition
from tests.services.shop import Shop


def service(shop: Shop) -> LabelService:
    return LabelService(shop.world.clock, lambda: settings.account("Asia/Tokyo"), at_once=2)


def since(friend: Friend) -> dict[str, int]:
    return {name: at for _, name, at in labels.of(friend.id)}


def test_a_second_time_keeps_the_first(shop: Shop) -> None:
    hana, ken = shop.follow("花", "健")
    first = int(shop.now().timestamp())
    assert service(shop).attach("購入", [hana.id]) == 1
    shop.move(hours=1)
    assert service(shop).attach(" 購入 ", [hana.id, ken.id]) == 1
    assert since(hana) == {"購入": first}
    assert since(ken) == {"購入": first + 3600}
    assert service(shop).detach("購入", [hana.id, ken.id]) == 2
    assert service(shop).detach("購入", [hana.id]) == 0
    assert [(row.name, row.people) for row in service(shop).listed()] == [("購入", 0)]


def test_a_rule_means_who_fits_it_now(shop: Shop) -> None:
    everybody = shop.follow("一", "二", "三", "四", "五")
    shop.block(everybody[0])
    service(shop).attach("新しい", condition({"days_since_friend": {"is": 0}}))
    assert all(since(friend) for friend in everybody)
    service(shop).attach("新しい", [everybody[1].id])
    shop.move(days=1)
    assert service(shop).detach("新しい", condition({"days_since_friend": {"under": 1}})) == 0
    assert service(shop).detach("新しい", condition({"label": "新しい"})) == 5


@pytest.mark.parametrize(("label", "code"), [(" \n", "empty"), ("あ" * 21, "too_long")])
def test_a_label_needs_a_name_that_fits(shop: Shop, label: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        service(shop).attach(label, [1])
    assert refused.value.problem.code == code
    assert refused.value.problem.text


def test_nobody_is_labelled_when_one_is_unknown(shop: Shop) -> None:
    [hana] = shop.follow("花")
    with pytest.raises(Refused, match="Unknown"):
        service(shop).of_users([hana.user_id, "Unknown"])
    assert service(shop).of_users([hana.user_id]) == [hana.id]
