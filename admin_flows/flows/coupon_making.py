"""A new coupon, one question after the other; what was answered stays when one goes back."""

from dataclasses import dataclass, replace
from datetime import date

from admin_flows.answers.day import parse_date
from admin_flows.answers.plain import whole_number
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.flows.step.picked import picked_date
from admin_flows.ports.chat import Sent
from admin_flows.ports.commands import MakeCoupon, Outcome
from admin_flows.shared.code_files import codes_of, codes_told
from admin_flows.shared.where import OfCoupon, OfStep, made_id
from bot.domain.code_lists import CodeList
from bot.domain.text import graphemes, one_line
from flex_templates.views.owner import CouponNew
from flex_templates.views.parts import Notice

NEW = "coupon.new"
QUESTIONS = ("title", "benefit", "picture", "until", "uses", "code")
DAYS, USES = (7, 30), (1, 3, 5)
LONGEST = {"title": 60, "benefit": 200, "code": 40}
MOST_USES = 1000


@dataclass(frozen=True)
class Making(State):
    """`at`: the question's place. `step_id`: of the step that it is made for."""

    at: int = 0
    title: str = ""
    benefit: str = ""
    picture: str = ""
    until: date | None = None
    days: int | None = None
    uses: int = 1
    scenario_id: int = 0
    step_id: str = ""

    @property
    def question(self) -> str:
        return QUESTIONS[self.at]


def _opened(tap: Tap) -> Making:
    return Making(scenario_id=tap.number(), step_id=tap.id(1)) if tap.ids else Making()


def _view(scene: Scene[Making]) -> CouponNew:
    state, today = scene.state, scene.now.astimezone(scene.reads.settings().calendar.zone).date()
    return CouponNew(
        question=state.question,
        number=state.at + 1,
        of=len(QUESTIONS),
        title=state.title or None,
        today=today,
        days=DAYS,
        uses=USES,
        longest=LONGEST.get(state.question, 0),
    )


def _on(state: Making, **answer: object) -> Goto:
    return Goto(NEW, replace(state, at=state.at + 1, **answer))  # type: ignore[arg-type]


def _back(scene: Scene[Making], _: Tap) -> Move:
    return Goto(NEW, replace(scene.state, at=max(0, scene.state.at - 1)))


def _typed(scene: Scene[Making], text: str) -> Move:
    state, said = scene.state, one_line(text)
    longest = LONGEST.get(state.question)
    if longest and len(graphemes(said)) > longest:
        values = {"limit": longest, "actual": len(graphemes(said))}
        return Stay(Notice("error", "too_long", values))
    match state.question:
        case "title" | "benefit":
            return _on(state, **{state.question: said}) if said else Stay(Notice("error", "empty"))
        case "picture":
            return Stay(Notice("error", "wrong_medium", {"wanted": "image", "got": "text"}))
        case "until":
            return _until_typed(scene, text)
        case "uses":
            return _uses(state, whole_number(text), text)
    return _made(state, said, None)


def _until_typed(scene: Scene[Making], text: str) -> Move:
    today = _view(scene).today
    day = parse_date(text, today)
    if day is None:
        return Stay(Notice("error", "date_not_understood", {"text": text[:20]}))
    return _until(scene, day)


def _until(scene: Scene[Making], day: date) -> Move:
    if day < _view(scene).today:
        return Stay(Notice("error", "past_date", {"date": f"{day.month}/{day.day}"}))
    return _on(scene.state, until=day, days=None)


def _uses(state: Making, number: int | None, text: str) -> Move:
    if number is None:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    if not 1 <= number <= MOST_USES:
        values = {"least": 1, "most": MOST_USES, "actual": number}
        return Stay(Notice("error", "out_of_range", values))
    return _on(state, uses=number)


def _dated(scene: Scene[Making], tap: Tap) -> Move:
    if scene.state.question != "until":
        raise Nonsense("no date is asked")
    return _until(scene, picked_date(tap))


def _taken(scene: Scene[Making], tap: Tap) -> Move:
    """A tile: its id belongs to the question."""
    state, chosen = scene.state, tap.id()
    match state.question, chosen:
        case "picture", "none":
            return _on(state, picture="")
        case "until", "always":
            return _on(state, until=None, days=None)
        case "until", days if days in map(str, DAYS):
            return _on(state, until=None, days=int(days))
        case "uses", uses if uses in map(str, USES):
            return _on(state, uses=int(uses))
        case "code", "none":
            return _made(state, "", None)
    raise Nonsense("no such tile")


def _sent(scene: Scene[Making], sent: Sent) -> Move:
    state = scene.state
    if state.question == "picture" and sent.kind == "image" and sent.media:
        return _on(state, picture=sent.media)
    if state.question != "code":
        wanted = "image" if state.question == "picture" else "text"
        return Stay(Notice("error", "wrong_medium", {"wanted": wanted, "got": sent.kind}))
    codes = codes_of(sent)
    return Stay(codes) if isinstance(codes, Notice) else _made(state, "", codes)


def _made(state: Making, code: str, codes: CodeList | None) -> Move:
    command = MakeCoupon(
        title=state.title,
        benefit=state.benefit,
        picture=state.picture,
        until=state.until,
        days=state.days,
        uses=state.uses,
        code=code,
        codes=codes.codes if codes else None,
    )

    def then(done: Outcome) -> Goto:
        line = codes_told(codes, done.people) if codes else None
        if state.step_id:
            return Goto("msg.coupon", OfStep(state.scenario_id, state.step_id), line)
        return Goto("coupon.card", OfCoupon(made_id(done)), line)

    return Run(command, then=then)


SCREENS = (
    Screen(
        name=NEW,
        sample=Making(at=3, title="月曜20%OFF", benefit="20%引き"),
        view=_view,
        role="editor",
        opens=_opened,
        actions={"take": edit(_taken), "date": edit(_dated), "back": edit(_back)},
        asks="answer",
        typed=_typed,
        sent=_sent,
        back=lambda _: "coupon.list",
        leads=("coupon.card", "msg.coupon", "coupon.list"),
    ),
)
