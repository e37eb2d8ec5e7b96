"""What the documents name is there: files, make targets, commands, settings, log lines."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask
from pydantic import TypeAdapter

from bot.cli import add_commands
from bot.config import Settings, load_settings
from bot.domain.conditions import FORMS, AllOf, AnyOf, Condition, Not, leaves
from bot.domain.document import PART_KEYS, dump
from bot.domain.sendable import KINDS
from bot.domain.starts import STARTS
from bot.domain.yaml import load_yaml
from bot.domain.yaml_reader import Reader
from bot.queue import QUEUES
from bot.wiring import Parts

ROOT = Path(__file__).parents[2]
OURS = ("README*.md", "CHANGELOG.md", "docs/*.md", "simulator/*.md")
PAGES = sorted(page for pattern in OURS for page in ROOT.glob(pattern))
READMES = (ROOT / "README.md", ROOT / "README.ja.md")

LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def code_blocks(page: Path, language: str = "") -> list[str]:
    found = FENCE.finditer(page.read_text())
    return [block["code"] for block in found if language in ("", block["language"])]


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text())


def said_as_code(page: Path) -> list[str]:
    """Spans in the text, and the lines of code blocks."""
    lines = (line for block in code_blocks(page) for line in block.splitlines())
    return [*SPAN.findall(prose(page)), *lines]


def settings_table() -> dict[str, str]:
    text = (ROOT / "docs/operating.md").read_text()
    table = text.partition("## Settings")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \|([^|]*)\|", table, re.MULTILINE)
    return {name.lower(): default.strip(" `") for name, default in rows}


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    targets = [link["target"] for link in LINK.finditer(prose(page))]
    local = [target for target in targets if not target.startswith(("https://", "#"))]
    missing = [target for target in local if not (page.parent / target.partition("#")[0]).exists()]
    assert missing == []


@each_page
def test_files_named_in_the_text_are_there(page: Path) -> None:
    """A path with a folder of ours in front; what a run makes (`data/`) is not in a checkout."""
    folders = "bot|admin_flows|flex_templates|simulator|laptop|tests|docs|examples"
    path = re.compile(rf"(?:{folders})/[\w./-]*")
    named = [span for span in SPAN.findall(prose(page)) if path.fullmatch(span)]
    assert [name for name in named if not (ROOT / name).exists()] == []


@each_page
def test_make_targets_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    wanted = {
        match[1]
        for said in said_as_code(page)
        if (match := re.match(r"(?:[A-Z]+=\S+ )?make ([a-z-]+)", said))
    }
    assert wanted <= targets


def commands(command: click.Command, name: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if not isinstance(command, click.Group):
        yield name
        return
    for part, inner in command.commands.items():
        yield from commands(inner, (*name, part))


NEVER_OPENED = {
    "LINE_CHANNEL_SECRET": "secret",
    "LINE_CHANNEL_ACCESS_TOKEN": "token",
    "PUBLIC_BASE_URL": "https://example.com",
    "DATABASE_URL": "sqlite:///never-opened.db",
    "REDIS_URL": "redis://127.0.0.1:1",
}


@pytest.fixture(scope="module")
def known_commands() -> dict[tuple[str, ...], click.Command]:
    settings = load_settings(NEVER_OPENED)
    app = Flask("bot")
    add_commands(app, Parts(settings))
    found: dict[tuple[str, ...], click.Command] = {}
    for name in commands(app.cli):
        command: click.Command = app.cli
        for part in name:
            assert isinstance(command, click.Group)
            command = command.commands[part]
        found[name] = command
    return found


@each_page
def test_commands_exist(page: Path, known_commands: dict[tuple[str, ...], click.Command]) -> None:
    for said in said_as_code(page):
        words = said.partition("flask --app bot ")[2].partition("#")[0].split()
        if words:
            name = tuple(words[:2]) if tuple(words[:2]) in known_commands else tuple(words[:1])
            assert name in known_commands, said
            options = {option for p in known_commands[name].params for option in p.opts}
            assert {word for word in words if word.startswith("--")} <= options, said


def test_worker_options_name_queues_there_are() -> None:
    said = [line for page in PAGES for line in said_as_code(page) if "worker.py" in line]
    named = {n for line in said for n in re.findall(r"--(?:queue |processes )(\w+)", line)}
    assert named
    assert named <= set(QUEUES)


def test_the_table_of_settings_is_whole_and_true() -> None:
    table = settings_table()
    assert set(table) == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        if field.is_required():
            assert table[name] == ""
        else:
            assert table[name] == ("unset" if field.default is None else str(field.default))


@each_page
def test_settings_named_anywhere_exist(page: Path) -> None:
    prefixes = {name.upper().partition("_")[0] for name in Settings.model_fields}
    names = {
        name
        for span in SPAN.findall(prose(page))
        for name in re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", span)
        if name.partition("_")[0] in prefixes
    }
    assert {name.lower() for name in names} <= set(Settings.model_fields)


def test_the_example_of_settings_names_only_real_ones() -> None:
    example = (ROOT / ".env.example").read_text()
    named = {name.lower() for name in re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)}
    assert named <= set(Settings.model_fields)
    required = {name for name, field in Settings.model_fields.items() if field.is_required()}
    assert required <= named


def test_every_log_line_is_explained() -> None:
    """The table names exactly the warnings and errors that the code writes."""
    text = (ROOT / "docs/operating.md").read_text().partition("### Log lines")[2]
    table = text.partition("\n## ")[0]
    first_cells = re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
    explained = {name for cell in first_cells for name in SPAN.findall(cell)} - {"event"}
    written = {
        name
        for source in (ROOT / "bot").rglob("*.py")
        for name in re.findall(r'\blog\.\w+\(\s*(?:#[^\n]*\n\s*)?"(\w+)"', source.read_text())
    }
    assert explained == written


def test_readyz_parts_are_explained(known_commands: object) -> None:
    text = (ROOT / "docs/operating.md").read_text().partition("## What to watch")[2]
    parts = set(re.findall(r"^\| `(\w+)` \|", text.partition("###")[0], re.MULTILINE))
    wiring = (ROOT / "bot/wiring.py").read_text().partition("def checks")[2]
    named = set(re.findall(r'^\s+"(\w+)": ', wiring.partition("def ")[0], re.MULTILINE))
    assert parts == named != set()


def test_both_readmes_have_the_same_shape() -> None:
    english, japanese = READMES
    levels = [
        [len(marks) for marks, _ in HEADING.findall(prose(page))] for page in (english, japanese)
    ]
    assert levels[0] == levels[1]
    assert code_blocks(english) == code_blocks(japanese)
    images = [re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text()) for page in READMES]
    assert images[0] == images[1]


def test_scenarios_in_the_documents_can_be_imported() -> None:
    blocks = [block for page in READMES for block in code_blocks(page, "yaml")]
    examples = [path.read_text() for path in (ROOT / "examples").glob("*.yaml")]
    assert len(blocks) == len(READMES)
    for text in (*blocks, *examples):
        assert load_yaml(text).steps


def test_parts_of_scenarios_in_the_documents_can_be_imported() -> None:
    blocks = [
        block for block in code_blocks(ROOT / "docs/scenarios.md", "text") if "steps:" in block
    ]
    assert len(blocks) > 1
    for text in blocks:
        assert load_yaml(f"name: x\n{text}").steps


def test_every_form_of_the_language_stands_in_an_example_that_is_read() -> None:
    """The keys of every part are shown or spoken of, every kind of start, message and arm shown."""
    page = ROOT / "docs/scenarios.md"
    blocks = [block for block in code_blocks(page, "text") if re.match(r"\w+:", block)]
    shown = {key for block in blocks for key in _keys(dump(load_yaml(f"name: x\n{block}")))}
    said = "\n".join([*SPAN.findall(prose(page)), *code_blocks(page, "yaml")])
    known = {key for keys in PART_KEYS.values() for key in keys}
    assert known - shown - set(re.findall(r"[a-z_0-9]+", said)) <= {"tobiishi"}
    starts = set(re.findall(r"when: (\w+)", "\n".join(blocks)))
    assert set(STARTS) - starts <= {"coupon_used", "manual"}
    assert set(KINDS) - shown <= {"coupon"}
    assert {"when", "split", "first", "otherwise"} <= shown


def _keys(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part
        part = list(part.values())
    for inner in part if isinstance(part, list) else ():
        yield from _keys(inner)


def test_conditions_in_the_documents_are_conditions() -> None:
    page = ROOT / "docs/scenarios.md"
    blocks = [Reader().read("all:\n" + block)["all"] for block in code_blocks(page, "yaml")]
    conditions = [condition for block in blocks for condition in block]
    read = TypeAdapter[Condition](Condition)
    assert len(conditions) > len(FORMS)
    shown = {type(leaf) for raw in conditions for leaf in leaves(read.validate_python(raw))}
    assert shown == {form for form in FORMS.values() if form not in (AllOf, AnyOf, Not)}


@each_page
def test_shell_blocks_are_shell(page: Path) -> None:
    for block in code_blocks(page, "bash"):
        done = subprocess.run(["bash", "-n"], input=block, text=True, capture_output=True)
        assert done.returncode == 0, done.stderr


@each_page
def test_python_inside_shell_blocks_is_python(page: Path) -> None:
    for block in code_blocks(page, "bash"):
        for script in re.findall(r"<<'PYTHON'\n(.*?)^PYTHON$", block, re.MULTILINE | re.DOTALL):
            compile(script, page.name, "exec")


def test_who_stands_in_front_is_told_of_every_path() -> None:
    """A server in front that keeps one back would break a screen nobody thinks of."""
    listed = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "bot", "routes"],
        env={**os.environ, **NEVER_OPENED}, cwd=ROOT, text=True, capture_output=True, check=True,
    )  # fmt: skip
    there = set(re.findall(r" (/[\w.-]+/?)", listed.stdout)) - {"/static/"}
    text = (ROOT / "docs/line-setup.md").read_text().partition("It has to pass on:")[2]
    named = set(re.findall(r"`(/[\w.-]+/?)`", text.partition("\n## ")[0]))
    assert named == there | {"/callback"}


def test_every_figure_of_the_monitors_is_explained() -> None:
    text = (ROOT / "docs/operating.md").read_text().partition("### Metrics")[2]
    table = text.partition("\n### ")[0]
    first_cells = re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
    explained = {name.partition("{")[0] for cell in first_cells for name in SPAN.findall(cell)}
    source = (ROOT / "bot/services/metrics.py").read_text()
    named = set(re.findall(r'_gauge\("(\w+)"', source))
    assert named
    assert named <= explained
