"""Template messages: buttons, confirm, carousel, image carousel."""

from typing import Any

from simulator.validation.actions import (
    IMAGE_CAROUSEL,
    TEMPLATE,
    TEMPLATE_DEFAULT,
    check_action,
)
from simulator.validation.length import grapheme_length
from simulator.validation.problems import Problems

Template = dict[str, Any]


def check_template(template: Any, place: str, problems: Problems) -> None:
    kind = template.get("type") if isinstance(template, dict) else None
    rule = RULES.get(kind) if isinstance(kind, str) else None
    if rule is None:
        problems.add(f"{place}.type", f"Must be one of the following values: {sorted(RULES)}")
    else:
        rule(template, place, problems)


def _words(template: Template, place: str, problems: Problems, plain: int) -> None:
    """A picture or a title leaves 60 characters for the text."""
    with_title = template.get("title") or template.get("thumbnailImageUrl")
    limit = 60 if with_title else plain
    problems.text(template, "title", place, 40, required=False, length=grapheme_length)
    problems.text(template, "text", place, limit, length=grapheme_length)
    problems.resource(template, "thumbnailImageUrl", place, required=False)
    if "defaultAction" in template:
        check_action(
            template["defaultAction"], f"{place}.defaultAction", TEMPLATE_DEFAULT, problems
        )


def _actions(template: Template, place: str, problems: Problems, least: int, most: int) -> None:
    actions = template.get("actions")
    if problems.size(actions, f"{place}.actions", least, most) and actions:
        for index, action in enumerate(actions):
            check_action(action, f"{place}.actions[{index}]", TEMPLATE, problems)


def _buttons(template: Template, place: str, problems: Problems) -> None:
    _words(template, place, problems, plain=160)
    _actions(template, place, problems, 1, 4)


def _confirm(template: Template, place: str, problems: Problems) -> None:
    problems.text(template, "text", place, 240, length=grapheme_length)
    _actions(template, place, problems, 2, 2)


def _carousel(template: Template, place: str, problems: Problems) -> None:
    columns = template.get("columns")
    if not problems.size(columns, f"{place}.columns", 1, 10) or not columns:
        return
    for index, column in enumerate(columns):
        where = f"{place}.columns[{index}]"
        if not isinstance(column, dict):
            problems.add(where, "May not be empty")
            continue
        _words(column, where, problems, plain=120)
        _actions(column, where, problems, 1, 3)
    if (
        len({len(column.get("actions") or ()) for column in columns if isinstance(column, dict)})
        > 1
    ):
        problems.add(f"{place}.columns", "all columns must have the same number of actions")


def _image_carousel(template: Template, place: str, problems: Problems) -> None:
    columns = template.get("columns")
    if not problems.size(columns, f"{place}.columns", 1, 10) or not columns:
        return
    for index, column in enumerate(columns):
        where = f"{place}.columns[{index}]"
        if not isinstance(column, dict):
            problems.add(where, "May not be empty")
            continue
        problems.resource(column, "imageUrl", where)
        check_action(column.get("action"), f"{where}.action", IMAGE_CAROUSEL, problems)


RULES = {
    "buttons": _buttons,
    "confirm": _confirm,
    "carousel": _carousel,
    "image_carousel": _image_carousel,
}
