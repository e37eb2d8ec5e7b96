"""Jinja2, set up so that a template cannot produce broken JSON.

In `*.json.j2` every `{{ value }}` is JSON-encoded; output of our macros is taken as it is. A comma
after the last item of a list or object is fine. In `*.txt.j2` values are plain text.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined, pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from flex_templates import tokens
from flex_templates.activity_wording import ActivityWording
from flex_templates.comparing_wording import ComparingWording
from flex_templates.doing_wording import DoingWording
from flex_templates.errors import RenderError
from flex_templates.findings import Findings
from flex_templates.inbox_wording import InboxWording
from flex_templates.notices import Notices
from flex_templates.people_wording import PeopleWording
from flex_templates.postback import as_data, do, go
from flex_templates.results_wording import ResultsWording
from flex_templates.rule_wording import RuleWording
from flex_templates.scenario_wording import ScenarioWording, in_texts
from flex_templates.step_wording import StepWording
from flex_templates.text import clip, cut, utf16_length
from flex_templates.wording import Wording
from flex_templates.words import Words

ROOT = Path(__file__).parent
_LAST_COMMA = re.compile(r",(?=\s*[\]}])")


def to_json(value: object) -> str:
    """JSON that holds no closing bracket inside strings, so that commas before one are ours."""
    if isinstance(value, list | tuple):
        return f"[{','.join(to_json(item) for item in value)}]"
    if isinstance(value, dict):
        pairs = (f"{to_json(key)}:{to_json(item)}" for key, item in value.items())
        return f"{{{','.join(pairs)}}}"
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("]", "\\u005d").replace("}", "\\u007d")


def loads(text: str) -> Any:
    try:
        return json.loads(_LAST_COMMA.sub("", text))
    except json.JSONDecodeError as error:
        near = text[max(error.pos - 60, 0) : error.pos + 30]
        raise RenderError(f"not JSON near {near!r}: {error.msg}") from error


def _is_json(name: str | None) -> bool:
    return bool(name and name.endswith(".json.j2"))


@pass_context
def _finalize(context: Context, value: object) -> object:
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    if not context.eval_ctx.autoescape:
        return value
    return value if isinstance(value, Markup) else Markup(to_json(value))  # noqa: S704


@lru_cache
def environment(locale: str, zone: ZoneInfo) -> Environment:
    env = Environment(
        loader=FileSystemLoader(ROOT),
        autoescape=_is_json,  # noqa: S701 - no HTML: _finalize encodes JSON, texts are plain
        undefined=StrictUndefined,
        finalize=_finalize,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    _install(env, locale, zone)
    return env


def _install(env: Environment, locale: str, zone: ZoneInfo) -> None:
    words = Words(locale, zone)
    wording = Wording(words)
    scenarios, steps = ScenarioWording(words, wording), StepWording(words)
    others = (
        PeopleWording(words),
        ActivityWording(words),
        InboxWording(words),
        Findings(words),
        Notices(words),
        DoingWording(words, wording),
        RuleWording(words, wording),
        ComparingWording(words, wording),
        ResultsWording(words, wording),
    )
    for sentences in (words, wording, scenarios, steps, *others):
        _add(env, _methods(sentences))
    env.filters.update(clip=clip, cut=cut, units=utf16_length, in_texts=in_texts, as_data=as_data)
    env.globals.update(_=words.say, gettext=words.say, ngettext=words.count, go=go, do=do)
    env.globals.update(c=tokens.COLOURS, tones=tokens.TONES, state_tones=tokens.STATE_TONES)
    env.globals.update(walk_tones=tokens.WALK_TONES)
    env.globals["k"] = _macros(env)  # last: a macro sees the globals there were when it was read


def _add(env: Environment, filters: Mapping[str, Callable[..., object]]) -> None:
    """Two of one name would silently be the later one for both."""
    if twice := filters.keys() & env.filters.keys() - FILTERS.keys():
        raise RenderError(f"two filters of one name: {', '.join(sorted(twice))}")
    env.filters.update(filters)


def _methods(sentences: object) -> dict[str, Callable[..., object]]:
    """Public methods, as filters of the same name."""
    names = (name for name in vars(type(sentences)) if not name.startswith("_"))
    return {name: method for name in names if callable(method := getattr(sentences, name))}


def _macros(env: Environment) -> dict[str, Macro]:
    """All macros under one name: a card writes `k.row(...)` and imports nothing."""
    found: dict[str, Macro] = {}
    for path in sorted((ROOT / "macros").glob("*.json.j2")):
        module = env.get_template(f"macros/{path.name}").module
        found.update(
            (name, value) for name, value in vars(module).items() if isinstance(value, Macro)
        )
    return found
