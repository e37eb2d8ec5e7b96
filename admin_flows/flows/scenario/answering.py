"""What makes a template the shop's own: a few questions, each with a sample that may stay."""

from dataclasses import dataclass, replace
from datetime import time

from pydantic import TypeAdapter, ValidationError

from admin_flows.answers.clock_time import Span, parse_span
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.ports.commands import CreateScenario
from admin_flows.shared.drafts import error_line
from admin_flows.shared.names import free_name
from admin_flows.shared.where import Page, new_id
from bot.domain import limits
from bot.domain.errors import Problem
from bot.domain.links import Link, is_web
from bot.domain.problems import problems_of
from bot.domain.templates import Question, Template, language_for, template
from bot.domain.text import graphemes, one_line
from bot.domain.window import hour
from flex_templates.views.owner import NewAnswers
from flex_templates.views.parts import Notice

ASKING = "new.answers"
BRACES = "{}｛｝"
LAST_HOUR = 22
_LINK = TypeAdapter[str](Link)


@dataclass(frozen=True)
class Chosen(State):
    template: str


@dataclass(frozen=True)
class Answering(State):
    """`answers` so far; "" where the sample stays."""

    template: str
    answers: tuple[str, ...] = ()


def chosen(name: str) -> Template:
    found = template(name)
    if found is None:
        raise Nonsense(f"no template {name!r}")
    return found


def _asked(scene: Scene[Answering]) -> tuple[Template, Question]:
    one = chosen(scene.state.template)
    return one, one.questions[len(scene.state.answers)]


def _ask(scene: Scene[Answering]) -> NewAnswers:
    one, question = _asked(scene)
    language = language_for(scene.actor.locale)
    return NewAnswers(
        title=one.title[language],
        number=len(scene.state.answers) + 1,
        total=len(one.questions),
        kind=question.kind,
        asks_for=question.asks[language],
        sample=question.sample[language],
    )


def _keep(scene: Scene[Answering], _: Tap) -> Move:
    return _answered(scene, "")


def _at(scene: Scene[Answering], tap: Tap) -> Move:
    _, question = _asked(scene)
    if question.kind != "hour" or tap.number() > LAST_HOUR:
        raise Nonsense("no such hour")
    return _answered(scene, _window(Span(time(tap.number()))))


def _typed(scene: Scene[Answering], text: str) -> Move:
    _, question = _asked(scene)
    answer = _read(question, text)
    return Stay(answer) if isinstance(answer, Notice) else _answered(scene, answer)


def _read(question: Question, text: str) -> str | Notice:
    match question.kind:
        case "hour":
            return _hour(text)
        case "link":
            return _address(text.strip())
    return _words(one_line(text))


def _hour(text: str) -> str | Notice:
    span = parse_span(text)
    if span is None or (span.end or hour(span.start)) <= span.start:
        return Notice("error", "time_not_understood", {"text": text[:20]})
    return _window(span)


def _window(span: Span) -> str:
    return f"{span.start:%H:%M}-{span.end or hour(span.start):%H:%M}"


def _address(said: str) -> str | Notice:
    try:
        link = _LINK.validate_python(said)
    except ValidationError as error:
        return error_line(problems_of(error, {}, {})[0])
    return link if is_web(link) else error_line(Problem("not_https", "", {"value": said[:40]}))


def _words(said: str) -> str | Notice:
    size = len(graphemes(said))
    if size > limits.ANSWER_WORDS:
        return error_line(Problem("too_long", "", {"limit": limits.ANSWER_WORDS, "actual": size}))
    brace = next((letter for letter in said if letter in BRACES), None)
    return error_line(Problem("plain_words", "", {"value": brace})) if brace else said


def _answered(scene: Scene[Answering], answer: str) -> Move:
    one, _ = _asked(scene)
    state = replace(scene.state, answers=(*scene.state.answers, answer))
    is_last = len(state.answers) == len(one.questions)
    return _make(scene, one, state) if is_last else Goto(ASKING, state)


def _make(scene: Scene[Answering], one: Template, state: Answering) -> Move:
    lang, answers = scene.actor.locale, state.answers
    document, coupons = one.scenario(lang, answers), one.coupons(lang, answers)
    name = free_name(document.name, scene.reads.scenario_names())
    line = Notice("info", "from_template" if _has_samples(one, answers) else "template_ready")
    return Run(
        CreateScenario(name, document, coupons=coupons),
        then=lambda done: Goto("timeline.view", Page(new_id(done.scenario_id)), line),
    )


def _has_samples(one: Template, answers: tuple[str, ...]) -> bool:
    """Whether friends would be led to an address that is none."""
    pairs = zip(one.questions, answers, strict=True)
    return any(question.kind == "link" and not answer for question, answer in pairs)


SCREENS = (
    Screen(
        name=ASKING,
        sample=Answering("revisit-coupon"),
        view=_ask,
        role="editor",
        asks="answer",
        typed=_typed,
        actions={"keep": edit(_keep), "hour": edit(_at)},
        back=lambda state: f"new.flow:{state.template}",
        help="start",
        leads=(ASKING, "new.flow", "timeline.view"),
    ),
)
