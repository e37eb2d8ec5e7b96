"""The command line, over a real database and LINE's simulator."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner

from bot.app import create_app
from bot.config import Settings
from bot.domain.codes import as_code
from bot.wiring import Parts
from simulator.testing import SimulatorHandle, start_simulator

EXAMPLE = next(Path("examples").glob("*.yaml"))


@pytest.fixture(scope="module")
def line() -> Iterator[SimulatorHandle]:
    handle = start_simulator(account_name="ひだまり弁当")
    yield handle
    handle.stop()


class Terminal:
    def __init__(self, runner: FlaskCliRunner) -> None:
        self._runner = runner

    def run(self, *arguments: str) -> Result:
        return self._runner.invoke(args=list(arguments))

    def done(self, *arguments: str) -> str:
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return result.output


@pytest.fixture
def terminal(database_url: str, redis_url: str, tmp_path: Path, line: SimulatorHandle) -> Terminal:
    settings = Settings.model_validate(
        {
            "line_channel_secret": line.secret,
            "line_channel_access_token": line.token,
            "line_api_base": line.url,
            "public_base_url": "http://localhost:9",
            "database_url": database_url,
            "redis_url": redis_url,
            "data_dir": tmp_path,
        }
    )
    terminal = Terminal(create_app(Parts(settings)).test_cli_runner())
    assert "0001_initial" in terminal.done("db", "upgrade")
    return terminal


def test_a_second_upgrade_has_nothing_to_do(terminal: Terminal) -> None:
    assert terminal.done("db", "upgrade") == "Nothing to do.\n"


def test_the_owner_code_is_printed_and_nothing_else(terminal: Terminal) -> None:
    printed = terminal.done("owner-code")
    assert as_code(printed)
    assert printed.count("\n") == 1


def test_a_scenario_goes_in_and_comes_out_the_same(terminal: Terminal, tmp_path: Path) -> None:
    number, state, name = terminal.done("scenarios", "import", str(EXAMPLE)).strip().split("\t")
    assert state == "draft"
    assert terminal.done("scenarios", "list") == f"{number}\tdraft\t{name}\n"
    exported = terminal.done("scenarios", "export", number)
    again = tmp_path / "again.yaml"
    again.write_text(exported, encoding="utf-8")
    second = terminal.done("scenarios", "import", str(again)).split("\t")[0]
    assert (
        terminal.done("scenarios", "export", second).splitlines()[2:] == (exported.splitlines()[2:])
    )


def test_an_imported_scenario_can_be_started_at_once(terminal: Terminal) -> None:
    assert "\trunning\t" in terminal.done("scenarios", "import", str(EXAMPLE), "--activate")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "tobiishi: 1\nname: x\nsteps:\n  - {id: a, wait: {days: 400}, send: [{text: a}]}\n",
            "365",
        ),
        ("tobiishi: 1\nname: x\nlanes: []\n", "lanes"),
        (
            "tobiishi: 1\nname: x\nsteps:\n  - {id: a, wait: 0, ask: {text: q}}\n",
            "does not work yet",
        ),
        ("[", "line 1"),
        ("", ""),
    ],
    ids=["too far", "unknown", "not yet", "no yaml", "empty"],
)
def test_what_cannot_be_read_is_refused_whole_with_its_place(
    terminal: Terminal, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    result = terminal.run("scenarios", "import", str(file))
    assert result.exit_code == 1
    assert "Nothing was imported" in result.output
    assert said in result.output
    assert terminal.done("scenarios", "list") == ""


def test_a_draft_that_cannot_start_is_not_imported_by_halves(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "empty.yaml"
    file.write_text("tobiishi: 1\nname: x\n", encoding="utf-8")
    assert terminal.run("scenarios", "import", str(file), "--activate").exit_code == 1
    assert terminal.done("scenarios", "list") == ""


def test_a_missing_scenario_is_said_plainly(terminal: Terminal) -> None:
    result = terminal.run("scenarios", "export", "77")
    assert result.exit_code == 1
    assert "no scenario 77" in result.output


def test_setup_makes_the_menus_and_check_finds_all_well(
    terminal: Terminal, line: SimulatorHandle
) -> None:
    assert "Account: ひだまり弁当" in terminal.done("line", "setup")
    someone = line.client.person("花", friend=True)
    assert line.client.menu(someone.chat)["richMenuId"]
    printed = terminal.run("line", "check").output
    for part in ("token: ひだまり弁当", "quota:", "time: within", "database: ok", "redis: ok"):
        assert f"ok    {part}" in printed
    assert "FAIL  webhook: " in printed  # nobody listens at that address


def test_check_names_a_refused_token_and_the_remedy(
    terminal: Terminal, line: SimulatorHandle
) -> None:
    line.client.fault("all", "unauthorized_401", times=None)
    try:
        result = terminal.run("line", "check")
    finally:
        line.client.clear_faults()
    assert result.exit_code == 1
    assert "FAIL  token: " in result.output
    assert "issue a channel access token" in result.output
