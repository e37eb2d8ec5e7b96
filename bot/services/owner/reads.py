"""Every question of the owners' screens, answered from today's data."""

from bot.services.owner.activity_reads import ActivityReads
from bot.services.owner.adding import AddingReads
from bot.services.owner.coupons import CouponReads
from bot.services.owner.drafts import DraftReads
from bot.services.owner.exports import ExportReads
from bot.services.owner.grouping import GroupReads
from bot.services.owner.history import HistoryReads
from bot.services.owner.home import HomeReads
from bot.services.owner.importing import ImportReads
from bot.services.owner.inbox import InboxReads
from bot.services.owner.keys import KeyReads
from bot.services.owner.labels import LabelReads
from bot.services.owner.membership import MemberReads
from bot.services.owner.naming import NamingReads
from bot.services.owner.people import PeopleReads
from bot.services.owner.quota import QuotaReads
from bot.services.owner.rehearsing import RehearsalReads
from bot.services.owner.routes import RouteReads
from bot.services.owner.scenarios import ScenarioReads
from bot.services.owner.trials import TrialReads
from bot.services.owner.trying import TryReads


class OwnerReads(
    HomeReads,
    ActivityReads,
    ScenarioReads,
    DraftReads,
    GroupReads,
    PeopleReads,
    ExportReads,
    InboxReads,
    ImportReads,
    AddingReads,
    QuotaReads,
    NamingReads,
    KeyReads,
    LabelReads,
    MemberReads,
    HistoryReads,
    CouponReads,
    RouteReads,
    TrialReads,
    TryReads,
    RehearsalReads,
):
    """Fits `admin_flows.ports.Reads`."""
