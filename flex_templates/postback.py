"""Data of buttons: `go` looks and needs no token, `do` acts and carries the render's token."""

from jinja2 import pass_context
from jinja2.runtime import Context

from flex_templates.errors import RenderError

LONGEST = 300


def go(screen: str, *ids: object) -> str:
    """go:step.card:12.s3"""
    return _checked(":".join(["go", screen, *_joined(ids)]))


@pass_context
def do(context: Context, action: str, *ids: object) -> str:
    """do:scenario.list:5Bc3:pause:12, of the screen that is being rendered."""
    view, token = context["view"], context["token"]
    if action not in view.acts:
        raise RenderError(f"{type(view).__name__} does not declare {action!r} in acts")
    return _checked(":".join(["do", view.screen, token, action, *_joined(ids)]))


def as_data(back: str) -> str:
    """`screen[:id]` as postback data; what is data already stays."""
    return back if back.startswith(("go:", "do:")) else f"go:{back}"


def _joined(ids: tuple[object, ...]) -> list[str]:
    """Ids may come in lists, as the way to one step does: [scenario, step]."""
    parts: list[object] = []
    for one in ids:
        parts.extend(one if isinstance(one, list | tuple) else [one])
    return [".".join(str(part) for part in parts)] if parts else []


def _checked(data: str) -> str:
    if len(data) > LONGEST:
        raise RenderError(f"postback data of {len(data)} characters: {data[:40]}…")
    return data
