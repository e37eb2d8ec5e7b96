"""Two people act in the same moment, each over a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from admin_flows.ports.commands import SaveDraft, StartScenario
from bot.domain.errors import Refused
from bot.services.members import MemberService
from bot.services.menus import MenuService
from bot.store import settings
from bot.store.db import database, rows
from flex_templates.views.owner import ClaimDone
from tests.delivery.world import step
from tests.services.line import FakeLine
from tests.services.shop import EDITOR, OWNER, Shop, document


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """What each gave, or the code of its refusal."""

    def run(act: Callable[[], object]) -> object:
        try:
            return act()
        except Refused as refused:
            return refused.problem.code
        finally:
            database.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def test_one_of_two_saves_is_kept(shop: Shop) -> None:
    scenario_id = shop.create()
    for turn in range(10):
        base = shop.draft(scenario_id).revision
        save = SaveDraft(scenario_id, base, document(step(f"s{turn}")))
        given = at_once([partial(shop.do, save, OWNER), partial(shop.do, save, EDITOR)])
        assert given.count("draft_changed") == 1
        assert shop.draft(scenario_id).revision == base + 1


def test_a_scenario_is_started_once(shop: Shop) -> None:
    scenario_id = shop.create()
    revision = shop.write(scenario_id, document())
    start = partial(shop.do, StartScenario(scenario_id, revision))
    assert at_once([start] * 4).count("already_running") == 3
    assert rows("SELECT count(*) FROM scenario_version") == [(1,)]


def test_a_code_makes_one_owner(shop: Shop) -> None:
    clock = shop.world.clock
    menus = MenuService(FakeLine(), clock)
    members = MemberService(clock, lambda: settings.account("Asia/Tokyo"), menus)
    code = members.new_code()
    views = at_once([partial(members.claim, f"U{n}", code) for n in range(6)])
    assert sum(isinstance(view, ClaimDone) for view in views) == 1
    assert rows("SELECT count(*) FROM member") == [(1,)]
