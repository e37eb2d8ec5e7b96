"""Every table of the main database. Times are epoch seconds (UTC); states are small integers.

Business instants (``due_at``, ``entered_at`` …) follow the clock a laptop run may move; columns of
leases and attempts (``leased_until``, ``attempted_at``) hold real time and never do.
"""

from enum import IntEnum

from peewee import (
    SQL,
    AutoField,
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    DoubleField,
    IntegerField,
    Model,
    SmallIntegerField,
    TextField,
)

from bot.store.db import database


class ScenarioState(IntEnum):
    RUNNING = 1
    PAUSED = 2
    DRAFT = 3
    ENDED = 4


class EnrollmentState(IntEnum):
    WAITING = 1
    CLAIMED = 2
    HELD = 3
    DONE = 4
    STOPPED = 5
    STUCK = 6  # its step failed or its outcome is unknown: an owner decides
    GOAL = 7  # it has reached what the scenario was for


class BatchState(IntEnum):
    OPEN = 1
    SENT = 2
    FAILED = 3
    UNCERTAIN = 4
    GIVEN_BACK = 5


class BatchKind(IntEnum):
    MULTICAST = 1
    PUSH = 2
    REPLY = 3  # costs no quota


class DeliveryState(IntEnum):
    """Only exceptions are written; NULL means "as its batch"."""

    SENT = 2
    FAILED = 3
    UNCERTAIN = 4
    SKIPPED = 5


# When they are due who wait for a date that nobody knows yet, or for good.
WITHOUT_DATE = 253_370_764_800


class BaseModel(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Friend(BaseModel):
    id = AutoField()
    user_id = CharField(max_length=40, unique=True)
    name = TextField(default="")
    lang = CharField(max_length=16, default="")
    picture = TextField(default="")
    is_friend = BooleanField(default=False)
    # LINE may deliver an old unfollow after a newer follow: the newest event's time (ms) decides.
    followed_ms = BigIntegerField(default=0)
    followed_at = BigIntegerField(null=True)
    blocked_at = BigIntegerField(null=True)
    stopped_at = BigIntegerField(null=True)
    # People answer this friend themselves, and scenarios wait until they hand back.
    manual_at = BigIntegerField(null=True)
    manual_by = TextField(default="", constraints=[SQL("DEFAULT ''")])
    # 0: LINE would not tell who they are when they came; it is asked again.
    profile_at = BigIntegerField(null=True)
    seen_at = BigIntegerField(null=True)


# Owners look for people by name, and first see those they heard from last.
Friend.add_index(
    SQL(
        "CREATE INDEX IF NOT EXISTS friend_latest"
        " ON friend ((coalesce(seen_at, followed_at, 0)), id)"
    )
)
# Hardly ever anybody.
Friend.add_index(
    SQL("CREATE INDEX IF NOT EXISTS friend_nameless ON friend (id) WHERE profile_at = 0")
)


class Scenario(BaseModel):
    id = AutoField()
    name = TextField()
    state = SmallIntegerField(default=ScenarioState.DRAFT)
    # Closed to newcomers: those inside finish.
    closed = BooleanField(default=False)
    version_id = IntegerField(null=True)
    # Of today, for people inside any version: what their documents say is what they began with.
    at_limit = CharField(max_length=4, default="hold")
    urgent = BooleanField(default=False)
    # Sent once to those who are chosen with it: it is over after it went.
    once = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    # Counts every change of the draft and never goes back, also when the draft is published.
    revision = IntegerField(default=0)
    created_at = BigIntegerField()
    paused_at = BigIntegerField(null=True)
    # A deleted scenario stays for its history and for ten minutes of undo.
    deleted_at = BigIntegerField(null=True)
    deleted_by = TextField(default="")


class Draft(BaseModel):
    scenario_id = IntegerField(primary_key=True)
    document = TextField()
    editor_id = CharField(max_length=40, default="")
    editor = TextField(default="")
    step_id = TextField(default="")
    edited_at = BigIntegerField()


class ScenarioAlias(BaseModel):
    """A former name: what still says it, such as versions that are published, means the scenario
    as long as no other is called so.
    """

    name = TextField(primary_key=True)
    scenario_id = IntegerField(index=True)


class ScenarioVersion(BaseModel):
    id = AutoField()
    scenario_id = IntegerField(index=True)
    number = IntegerField()
    document = TextField()
    published_at = BigIntegerField()
    published_by = TextField(default="")
    # Who is inside goes on in that later version, since then.
    moves_to = IntegerField(null=True)
    moved_at = BigIntegerField(null=True)

    class Meta:
        indexes = ((("scenario_id", "number"), True),)


class StepQueue(BaseModel):
    """One row per stop of a version: a lane. The due query asks lanes, not friends."""

    version_id = IntegerField()
    step = SmallIntegerField()
    # Answers to a fresh follow or keyword go before everything else, then what is urgent.
    fresh = BooleanField(default=False)
    urgent = BooleanField(default=False)
    # What becomes of its people when the month's messages are used up: hold, skip or end.
    at_limit = CharField(max_length=4, default="hold")
    # Its time window was closed when somebody looked: until it opens nobody of it is claimed. Their
    # due times stay, so that who was due first goes first.
    closed_at = BigIntegerField(default=0)
    opens_at = BigIntegerField(default=0)
    # An owner lets everybody who was due by then go on without it: nobody of them is claimed any
    # more, and they are led past it in slices. 0: nobody.
    skip_until = BigIntegerField(default=0)
    # False: a branch, or a step that only does something. It needs no messages, and no batch.
    sends = BooleanField(default=True)
    # Who comes here may have been sent the step already, when it stood elsewhere: each is asked.
    twice = BooleanField(default=False)

    class Meta:
        primary_key = CompositeKey("version_id", "step")


class BrokenLane(BaseModel):
    """A lane whose people cannot be claimed, since when, and why: an exception's name.

    Before ``retry_at`` (real time) it is left alone. The row goes with the first claim that works.
    """

    version_id = IntegerField()
    step = SmallIntegerField()
    at = BigIntegerField()
    retry_at = DoubleField(default=0)
    problem = TextField(default="")

    class Meta:
        primary_key = CompositeKey("version_id", "step")


class ArmCount(BaseModel):
    """How many people an arm for the first ones has taken, over all versions of its branch. What
    `arm` is in each of them: `bot.domain.first_ones`.

    The row of arm -1 is there to be locked.
    """

    scenario_id = IntegerField()
    step_id = CharField(max_length=40)
    arm = SmallIntegerField()
    taken = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("scenario_id", "step_id", "arm")


class Enrollment(BaseModel):
    id = BigAutoField()
    due_at = BigIntegerField()
    entered_at = BigIntegerField()
    # What the next wait counts from: the last real sending, or the due time of a skipped step.
    counted_at = BigIntegerField()
    batch_id = BigIntegerField(null=True)
    ended = BigIntegerField(default=0)
    friend_id = IntegerField()
    scenario_id = IntegerField()
    walk_key = TextField(default="")
    version_id = IntegerField()
    step = SmallIntegerField()
    # How often the present step, which repeats, has been repeated.
    rounds = SmallIntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    visit = SmallIntegerField(default=0)
    state = SmallIntegerField(default=EnrollmentState.WAITING)
    hold = SmallIntegerField(default=0)
    # What an event of the shop's systems brought along, as JSON; mostly nothing.
    data = TextField(default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        indexes = ((("friend_id", "scenario_id", "walk_key", "ended"), True),)


# Lane first: paused scenarios are other prefixes and never read; held rows are not in it at all.
Enrollment.add_index(
    SQL(
        "CREATE INDEX IF NOT EXISTS enrollment_due ON enrollment (version_id, step, due_at)"
        " WHERE state = 1"
    )
)
# Rare rows, which owners are shown by batch: everybody else pays nothing for it.
Enrollment.add_index(
    SQL("CREATE INDEX IF NOT EXISTS enrollment_stuck ON enrollment (batch_id) WHERE state = 6")
)
# Who is held is counted for cards and monitors, by fact and friend, without reading the rest.
Enrollment.add_index(
    SQL(
        "CREATE INDEX IF NOT EXISTS enrollment_held ON enrollment (hold, friend_id, scenario_id)"
        " WHERE state = 3"
    )
)
# A version whose people move has its held ones moved, too.
HELD_BY_LANE = (
    "CREATE INDEX IF NOT EXISTS enrollment_held_lane ON enrollment (version_id, step)"
    " WHERE state = 3"
)


class Batch(BaseModel):
    """Deliveries that leave together: one multicast, or up to two hundred personal pushes."""

    id = BigAutoField()
    key = CharField(max_length=36, unique=True)
    version_id = IntegerField()
    step = SmallIntegerField()
    kind = SmallIntegerField()
    state = SmallIntegerField(default=BatchState.OPEN)
    attempts = SmallIntegerField(default=1)
    claimed_at = BigIntegerField()
    # Set when the last look at holds is past and the request may leave: from here on recipients,
    # payload and key never change again.
    handed_at = DoubleField(null=True)
    leased_until = DoubleField()
    settled_at = BigIntegerField(null=True)
    worker = TextField(default="")
    payload = TextField()
    members = TextField()
    size = IntegerField()
    problem = TextField(default="")


Batch.add_index(
    SQL("CREATE INDEX IF NOT EXISTS batch_open ON batch (leased_until) WHERE state = 1")
)
Batch.add_index(
    SQL("CREATE INDEX IF NOT EXISTS batch_undecided ON batch (state) WHERE state IN (3, 4)")
)
# Results are sums over batches; payloads and members need not be read for them.
Batch.add_index(
    SQL(
        "CREATE INDEX IF NOT EXISTS batch_counts"
        " ON batch (version_id, step, state, settled_at, size)"
    )
)


class Delivery(BaseModel):
    """One step to one friend. Its key is the guard of "at most once"."""

    enrollment_id = BigIntegerField()
    visit = SmallIntegerField()
    batch_id = BigIntegerField()
    state = SmallIntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("enrollment_id", "visit")


# Exceptions only: what went as its batch is counted by the batch.
Delivery.add_index(
    SQL("CREATE INDEX IF NOT EXISTS delivery_odd ON delivery (batch_id) WHERE state IS NOT NULL")
)


class Receipt(BaseModel):
    """What happened with a step, written with the happening itself: the staff's outbox."""

    id = BigAutoField()
    kind = CharField(max_length=16)
    at = BigIntegerField()
    scenario_id = IntegerField()
    version_id = IntegerField(null=True)
    step = SmallIntegerField(null=True)
    people = IntegerField(default=1)
    names = TextField(default="[]")
    # Whose it is, where it is of one friend.
    friend_id = IntegerField(null=True)
    # What was answered, tapped or used.
    said = TextField(default="")
    # Who is in charge of the friend.
    charge = TextField(default="")
    taken = BooleanField(default=False)


# Whom a group was told of is asked at every act in it.
OF_FRIEND = (
    "CREATE INDEX IF NOT EXISTS receipt_friend ON receipt (friend_id) WHERE friend_id IS NOT NULL"
)
Receipt.add_index(SQL("CREATE INDEX IF NOT EXISTS receipt_new ON receipt (at) WHERE NOT taken"))


class Notice(BaseModel):
    """One message to a staff group or an owner, frozen with its retry key before it is sent."""

    id = BigAutoField()
    key = CharField(max_length=36, unique=True)
    to_id = CharField(max_length=40)
    # What is superseded by a newer one of its topic is not sent any more.
    topic = CharField(max_length=16, default="")
    payload = TextField()
    state = SmallIntegerField(default=BatchState.OPEN)
    attempts = SmallIntegerField(default=0)
    attempted_at = DoubleField(null=True)
    leased_until = DoubleField(default=0)
    created_at = BigIntegerField()


Notice.add_index(
    SQL("CREATE INDEX IF NOT EXISTS notice_open ON notice (leased_until) WHERE state = 1")
)


# Rare rows, which owners are shown until they decide.
Notice.add_index(
    SQL("CREATE INDEX IF NOT EXISTS notice_odd ON notice (to_id, state, id) WHERE state IN (3, 4)")
)


class StaffGroup(BaseModel):
    id = AutoField()
    group_id = CharField(max_length=40, unique=True)
    name = TextField(default="")
    members = IntegerField(default=0)
    code = CharField(max_length=8, default="")
    lang = CharField(max_length=16, default="")
    joined_at = BigIntegerField()
    linked_at = BigIntegerField(null=True)
    linked_by = TextField(default="")
    left_at = BigIntegerField(null=True)
    # When somebody came or went: what a notice costs is another number since.
    resized_at = BigIntegerField(null=True)


class Member(BaseModel):
    """A person with a role in the bot."""

    user_id = CharField(max_length=40, primary_key=True)
    role = CharField(max_length=8)
    name = TextField(default="")
    lang = CharField(max_length=16, default="")
    joined_at = BigIntegerField()


class Code(BaseModel):
    code_hash = CharField(max_length=64, primary_key=True)
    role = CharField(max_length=8)
    expires_at = BigIntegerField()
    used_by = CharField(max_length=40, default="")


class Guess(BaseModel):
    """Wrong codes of one person."""

    user_id = CharField(max_length=40, primary_key=True)
    failures = SmallIntegerField(default=0)
    last_at = BigIntegerField()
    refused_until = BigIntegerField(default=0)


class Conversation(BaseModel):
    chat = CharField(max_length=40, primary_key=True)
    body = TextField()
    updated_at = BigIntegerField()


class Done(BaseModel):
    """Events whose effects are committed, with the answer that may still have to leave."""

    event_id = CharField(max_length=64, primary_key=True)
    at = BigIntegerField()
    answer = TextField(null=True)
    attempted_at = DoubleField(null=True)


Done.add_index(SQL("CREATE INDEX IF NOT EXISTS done_open ON done (at) WHERE answer IS NOT NULL"))


class Media(BaseModel):
    """A stored picture or other file. Its id is unguessable: it is also its public address."""

    id = CharField(max_length=64, primary_key=True)
    sha256 = CharField(max_length=64, unique=True)
    kind = CharField(max_length=8)
    type = CharField(max_length=32)
    width = IntegerField(default=0)
    height = IntegerField(default=0)
    size = IntegerField()
    created_at = BigIntegerField()
    # What a friend sent to the staff: nothing but its receipt shows it.
    of_friend = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])


class Setting(BaseModel):
    key = CharField(max_length=32, primary_key=True)
    value = TextField()


class Quota(BaseModel):
    """The month's messages, in one row. LINE's own figure lags behind what it accepted.

    So what left in the interval before LINE was last asked (``earlier``) counts once more until it
    is asked again: for a while rather too much than too little. ``reserved`` is the number of
    people in open batches, replies apart. ``at`` is when LINE last told, 0 before it ever did;
    ``asked_at`` when it was last asked: both real time.
    """

    id = SmallIntegerField(primary_key=True)
    cap = BigIntegerField(null=True)
    total = BigIntegerField(default=0)
    earlier = BigIntegerField(default=0)
    recent = BigIntegerField(default=0)
    reserved = BigIntegerField(default=0)
    at = DoubleField(default=0)
    asked_at = DoubleField(default=0)


class Meter(BaseModel):
    """A sum for monitors that only grows."""

    name = CharField(max_length=64, primary_key=True)
    value = DoubleField(default=0)


class RichMenu(BaseModel):
    """A menu made at LINE, by name (``owner-ja``) and by what it was made from."""

    name = CharField(max_length=255, primary_key=True)
    menu_id = TextField()
    digest = CharField(max_length=64)


class UserMenu(BaseModel):
    """Which menu a person should see, by name, and the id of the one LINE was last told.

    Before ``retry_at`` (real time) a refused link is not tried again.
    """

    user_id = CharField(max_length=40, primary_key=True)
    wanted = CharField(max_length=255)
    # What a scenario gave them instead of everybody's.
    own = CharField(max_length=255, default="", constraints=[SQL("DEFAULT ''")])
    linked = CharField(max_length=64, default="")
    retry_at = DoubleField(default=0)
    # LINE may have to be told; everybody else is never read.
    stale = BooleanField(default=True, constraints=[SQL("DEFAULT TRUE")])


UserMenu.add_index(
    SQL("CREATE INDEX IF NOT EXISTS user_menu_stale ON user_menu (user_id) WHERE stale")
)


class Worker(BaseModel):
    """A sending worker, and when it last began a round (real time)."""

    name = CharField(max_length=120, primary_key=True)
    at = DoubleField()


ALL: tuple[type[BaseModel], ...] = (
    Friend, Scenario, ScenarioAlias, Draft, ScenarioVersion, StepQueue, BrokenLane, ArmCount,
    Enrollment, Batch, Delivery, Receipt, Notice, StaffGroup, Member, Code, Guess, Conversation,
    Done, Media, Setting, Quota, Meter, RichMenu, UserMenu, Worker,
)  # fmt: skip
