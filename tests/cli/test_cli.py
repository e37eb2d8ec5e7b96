"""The command line, over a real database and LINE's simulator."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner

from bot.app import create_app
from bot.config import Settings
from bot.domain.codes import as_code
from bot.store import friends, versions
from bot.store.db import atomic
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
        return result.stdout


@pytest.fixture
def terminal(migrated_url: str, redis_url: str, tmp_path: Path, line: SimulatorHandle) -> Terminal:
    return terminal_on(migrated_url, redis_url, tmp_path, line)


def terminal_on(
    url: str, redis_url: str, data: Path, line: SimulatorHandle, **more: str
) -> Terminal:
    versions.forget()  # a command is a process of its own
    settings = Settings.model_validate(
        {
            "line_channel_secret": line.secret,
            "line_channel_access_token": line.token,
            "line_api_base": line.url,
            "public_base_url": "http://localhost:9",
            "database_url": url,
            "redis_url": redis_url,
            "data_dir": data,
            **more,
        }
    )
    return Terminal(create_app(Parts(settings)).test_cli_runner())


def test_the_tables_are_made_and_a_second_upgrade_has_nothing_to_do(
    database_url: str, redis_url: str, tmp_path: Path, line: SimulatorHandle
) -> None:
    terminal = terminal_on(database_url, redis_url, tmp_path, line)
    assert "0001_initial" in terminal.done("db", "upgrade")
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
            "tobiishi: 1\nname: x\nsteps:\n  - {id: a, wait: 0, send: [{flex: menu}]}\n",
            "steps[0].send[0].flex",
        ),
        ("[", "line 1"),
        ("", ""),
    ],
    ids=["too far", "unknown", "no such message", "no yaml", "empty"],
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
    result = terminal.run("scenarios", "import", str(file), "--activate")
    assert result.exit_code == 1
    assert "error: No step yet. Add what is sent first." in result.stderr
    assert terminal.done("scenarios", "list") == ""


def test_a_scenario_gets_another_version_and_its_first_one_again(
    terminal: Terminal, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    start = "name: x\nstart: {when: friend_added}\nsteps:\n- {id: a, send: [{text: A}]}\n"
    first.write_text(start + "- {id: b, wait: {days: 1}, send: [{text: B}]}\n", encoding="utf-8")
    second.write_text(start + "- {id: c, wait: {days: 2}, send: [{text: C}]}\n", encoding="utf-8")
    number = terminal.done("scenarios", "import", str(first), "--activate").split("\t")[0]
    said = terminal.done("scenarios", "publish", number, str(second), "--everyone")
    assert said == (
        "Version 2 is published. 0 inside: 0 before what is new, 0 past it, 0 on other branches,"
        " 0 stay where they are.\n"
    )
    listed = [
        line.split("\t") for line in terminal.done("scenarios", "versions", number).split("\n")
    ]
    assert [(row[0], row[2:]) for row in listed if len(row) > 1] == [
        ("2", ["CLI", "0", "step 2 added, step 2 deleted"]),
        ("1", ["CLI", "0", "-"]),
    ]
    second.write_text(start + "- {id: c, wait: {days: 2}, send: [{text: C}]}\n"
                      "- {id: d, send: [{text: D}]}\n", encoding="utf-8")  # fmt: skip
    reached = ("scenarios", "publish", number, str(second), "--reach-finished")
    assert terminal.done(*reached).endswith(" 0 finished and get step 3.\n")
    assert "id: b" in terminal.done("scenarios", "export", number, "--version", "1")
    said = terminal.done("scenarios", "publish", number, "--version", "1")
    assert said == "Version 4 is published. 0 inside stay where they are.\n"
    assert "id: b" in terminal.done("scenarios", "export", number)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("publish", "1"), "Give either"),
        (("publish", "1", "--version", "1", "--reach-finished"), "Only a FILE"),
        (("publish", "1", "--version", "9"), "no version 9"),
        (("publish", "9", "--version", "1"), "not there any more"),
        (("publish", "1", "--version", "1"), "no changes"),
        (("versions", "9"), "not there any more"),
        (("export", "1", "--version", "9"), "no version 9"),
    ],
)
def test_versions_that_are_not_there(
    terminal: Terminal, arguments: tuple[str, ...], said: str
) -> None:
    terminal.done("scenarios", "import", str(EXAMPLE), "--activate")
    result = terminal.run("scenarios", *arguments)
    assert result.exit_code != 0
    assert said.lower() in result.output.lower()


def test_what_should_be_looked_at_is_said_when_a_file_is_imported(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "links.yaml"
    file.write_text(
        "name: x\nstart: {when: friend_added}\nsteps: [{id: a, send: ["
        "{text: 'https://example.com', buttons: [{label: b, link: 'http://localhost/'}]}]}]",
        encoding="utf-8",
    )
    result = terminal.run("scenarios", "import", str(file))
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        (
            "warning (step “a”): A link of step 1 leads nowhere."
            " Nobody outside gets to http://localhost/."
        ),
        (
            "warning (step “a”): A link of step 1 is only a sample."
            " Put your shop's own in place of https://example.com."
        ),
    ]
    assert result.stdout.split("\t")[1] == "draft"


def test_shared_steps_are_read_listed_and_taken_away(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text("name: 質問\nsteps: [{id: a, send: [{text: x}]}]\n", encoding="utf-8")
    assert terminal.done("fragments", "import", str(file)) == "質問\t1\n"
    assert terminal.done("fragments", "list") == "質問\t1\n"
    assert "id: a" in terminal.done("fragments", "export", "質問")
    terminal.done("fragments", "remove", "質問")
    assert terminal.done("fragments", "list") == ""
    missing = terminal.run("fragments", "export", "質問")
    assert (missing.exit_code, "no shared steps" in missing.output) == (1, True)


def test_places_are_set_and_listed(terminal: Terminal) -> None:
    where = ("--title", "ひだまり弁当", "--address", "東京都港区", "--longitude", "139.745433")
    assert terminal.done("places", "set", "店", *where, "--latitude", "35.658581") == "店\n"
    assert (
        terminal.done("places", "list") == "店\tひだまり弁当\t東京都港区\t35.658581\t139.745433\n"
    )
    wrong = terminal.run("places", "set", "店", *where, "--latitude", "95")
    assert (wrong.exit_code, "latitude" in wrong.output) == (1, True)


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


def test_check_tries_the_login_channel_where_there_is_one(
    migrated_url: str, redis_url: str, tmp_path: Path, line: SimulatorHandle
) -> None:
    number, secret = line.account.login_id, line.account.login_secret
    good = terminal_on(
        migrated_url, redis_url, tmp_path, line,
        line_login_channel_id=number, line_login_channel_secret=secret,
    )  # fmt: skip
    assert f"ok    login: channel {number}" in good.run("line", "check").output
    bad = terminal_on(
        migrated_url, redis_url, tmp_path, line,
        line_login_channel_id=number, line_login_channel_secret="0" * 32,
    )  # fmt: skip
    printed = bad.run("line", "check").output
    assert "FAIL  login: " in printed
    assert "LINE_LOGIN_CHANNEL_SECRET" in printed


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


def test_labels_are_attached_by_lines_ids_and_removed_again(terminal: Terminal) -> None:
    friends.known("Uhana"), friends.known("Uken")
    said = terminal.done("labels", "attach", "購入", "Uhana", "Uken")
    assert said == "Attached to 2 who did not have it.\n"
    assert terminal.done("labels", "attach", "購入", "Uken").startswith("Attached to 0")
    assert terminal.done("labels", "list") == "2\t購入\n"
    assert terminal.done("labels", "remove", "購入", "Uken") == "Removed from 1 who had it.\n"
    unknown = terminal.run("labels", "attach", "購入", "Uhana", "Unobody")
    assert unknown.exit_code == 1
    assert "Unobody" in unknown.output
    assert "Traceback" not in unknown.output


def test_a_scenario_is_told_on_paper(terminal: Terminal) -> None:
    asked = ("--friend", "name=花", "--friend", "age=24", "--from", "2026-12-01T20:30")
    lines = terminal.done(
        "scenarios", "explain", "examples/再来店のご案内.yaml", *asked
    ).splitlines()
    assert lines[0] == "2026-12-01 Tue 20:30  enters"
    assert "花さん" in lines[1]
    assert lines[-1].endswith("  end")
    assert terminal.done("scenarios", "list") == "", "nothing was stored"


def test_what_begins_on_a_set_day_is_told_from_that_day_on(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "sale.yaml"
    start = "{when: date, on: 2126-12-24T10:00, who: {label: 会員}}"
    file.write_text(f"name: 歳末\nstart: {start}\nsteps: [{{id: a, send: [{{text: 本日}}]}}]\n")
    lines = terminal.done("scenarios", "explain", str(file)).splitlines()
    assert lines[0] == "2126-12-24 Tue 10:00  enters"


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--from", "tomorrow", "“tomorrow” is no date and time"),
        ("--friend", "female", "“female” is not readable here. Write NAME=VALUE."),
        ("--meanwhile", "2026-12-02T10:00 add_label", "“add_label” is not readable here."),
    ],
)
def test_what_cannot_be_read_on_paper_is_said(
    terminal: Terminal, option: str, value: str, said: str
) -> None:
    result = terminal.run("scenarios", "explain", str(EXAMPLE), option, value)
    assert result.exit_code == 1
    assert said in result.output


def test_a_file_that_is_no_text(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes("名前".encode("shift_jis"))
    for command in ("import", "explain"):
        result = terminal.run("scenarios", command, str(file))
        assert (result.exit_code, "not UTF-8" in result.output) == (1, True)


def test_a_group_is_a_name_for_a_rule(terminal: Terminal) -> None:
    friends.known("Uhana"), terminal.done("labels", "attach", "購入", "Uhana")
    said = terminal.done("groups", "set", "購入者", "{label: 購入}")
    assert said == "0 friends fit it now.\n", "she has not added the account"
    wrong = terminal.run("groups", "set", "購入者", "{labell: 購入}")
    assert (wrong.exit_code, "Traceback" in wrong.output) == (1, False)
    assert "labell" in wrong.output
    assert terminal.done("groups", "list") == "0\t購入者\n"


def test_a_token_is_made_listed_and_revoked(terminal: Terminal) -> None:
    token = terminal.done("api", "new", "レジ").strip()
    number, tail, used, ends, name = terminal.done("api", "list").strip().split("\t")
    assert (tail, used, ends, name) == (f"…{token[-4:]}", "-", "-", "レジ")
    assert terminal.done("api", "revoke", number) == "Revoked.\n"
    assert terminal.done("api", "list") == ""
    assert terminal.run("api", "revoke", number).exit_code == 1
    assert terminal.run("api", "new", " ").exit_code == 1
    terminal.done("api", "new", "期間限定", "--days", "30")
    assert terminal.done("api", "list").split("\t")[3] != "-"


def test_a_template_brings_its_coupon_unless_there_is_one(terminal: Terminal) -> None:
    asked = ("scenarios", "import", "--template", "revisit-coupon")
    terminal.done(*asked)
    assert terminal.done("coupons", "list") == "0\t0\t-\t再来店クーポン\n"
    terminal.done(*asked, "--language", "en")
    assert len(terminal.done("coupons", "list").splitlines()) == 2
    again = terminal.run(*asked)
    assert "再来店クーポン" in again.output or again.exit_code == 0
    assert len(terminal.done("coupons", "list").splitlines()) == 2


def test_templates_are_listed_and_imported_in_a_language(terminal: Terminal) -> None:
    listed = [line.split("\t") for line in terminal.done("scenarios", "templates").splitlines()]
    assert ["win-back", "ごぶさたの方へ"] in [row[:2] for row in listed]
    assert len(listed) >= 8
    asked = ("--template", "birthday-coupon", "--language", "zh-TW")
    number, state, name = terminal.done("scenarios", "import", *asked).strip().split("\t")
    assert (state, name) == ("draft", "生日優惠")
    shown = terminal.done("scenarios", "templates", "birthday-coupon", "--language", "zh-TW")
    assert terminal.done("scenarios", "export", number) == shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "--template", "no-such"), "Possible are revisit-coupon"),
        (("templates", "no-such"), "Possible are revisit-coupon"),
        (("import",), "Give either"),
        (("import", "pyproject.toml", "--template", "win-back"), "Give either"),
    ],
)
def test_a_template_that_is_not_there(
    terminal: Terminal, arguments: tuple[str, ...], said: str
) -> None:
    result = terminal.run("scenarios", *arguments)
    assert result.exit_code
    assert said in result.output
    assert terminal.done("scenarios", "list") == ""


def test_coupons_are_made_filled_and_counted(terminal: Terminal, tmp_path: Path) -> None:
    codes = tmp_path / "codes.csv"
    codes.write_text("\ufeffA-1,x\nA-2,y\n", encoding="utf-8")
    words = ("--title", "初回クーポン", "--benefit", "300円引き")
    made = terminal.done("coupons", "add", "初回", *words, "--codes", str(codes), "--days", "30")
    assert made == "Made with 2 codes.\n"
    codes.write_text("A-2\nA-3\n")
    assert terminal.done("coupons", "codes", "初回", str(codes)) == "1 new codes.\n"
    terminal.done("coupons", "add", "一品", *words, "--code", "HIDAMARI", "--until", "2026-12-24")
    assert terminal.done("coupons", "list") == "0\t0\t-\t一品\n0\t0\t3\t初回\n"
    again = terminal.run("coupons", "add", "初回", *words)
    assert again.exit_code == 1
    assert "already" in again.output


QUESTION = """\
name: x
start: {when: friend_added}
steps:
  - id: taste
    ask: {text: どちら？, choices: [和食, 洋食], at_most: {days: 1}}
  - id: ways
    branch:
      - when: {answered: taste}
        steps: [{id: thanks, send: [{text: ありがとう}]}]
"""


def test_a_question_is_explained_with_and_without_an_answer(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "question.yaml"
    file.write_text(QUESTION, encoding="utf-8")
    asked = ("scenarios", "explain", str(file), "--from", "2026-12-01T12:00")
    answer = ("--meanwhile", "2026-12-01T15:00 answered=taste")
    assert [line[22:] for line in terminal.run(*asked, *answer).stdout.splitlines()[1:]] == [
        "1 taste: asks: どちら？ [和食] [洋食]",
        "1 taste: waits until they answer step taste, at most 1 day",
        "meanwhile answers step taste", "1 taste: answered",
        "2 ways: arm 1, if answered taste", "2-A-1 thanks: ありがとう", "end",
    ]  # fmt: skip
    assert [line[22:] for line in terminal.run(*asked).stdout.splitlines()[1:]] == [
        "1 taste: asks: どちら？ [和食] [洋食]",
        "1 taste: waits until they answer step taste, at most 1 day",
        "1 taste: not answered in time", "2 ways: no arm fits", "end",
    ]  # fmt: skip


def test_friends_from_before_the_bot_are_imported(
    terminal: Terminal, line: SimulatorHandle
) -> None:
    refused = terminal.run("friends", "import")
    assert refused.exit_code == 1
    assert "verified accounts only" in refused.output
    line.client.settings(verified=True)
    line.client.add_friends(3)
    first = terminal.done("friends", "import").split()
    assert int(first[0]) == int(first[2]) >= 3
    assert terminal.done("friends", "import") == f"{first[0]} friends, 0 of them new.\n"
    line.client.settings(verified=False)


def test_routes_are_made_listed_and_stopped(terminal: Terminal) -> None:
    made = terminal.done("routes", "new", "店頭QR", "--slug", "qr", "--label", "店頭")
    assert made == "http://localhost:9/r/qr\n"
    unnamed = terminal.done("routes", "new", "チラシ").strip().rpartition("/")[2]
    assert len(unnamed) == 6
    assert terminal.done("routes", "new", "Summer flyer!").endswith("/r/summer-flyer\n")
    terminal.done("routes", "stop", "qr")
    rows = [row.split("\t") for row in terminal.done("routes", "list").splitlines()]
    assert [row[4:] for row in rows] == [
        ["open", "Summer flyer!"],
        ["open", "チラシ"],
        ["stopped", "店頭QR"],
    ]
    assert rows[2][:4] == ["http://localhost:9/r/qr", "0", "0", "0"]
    terminal.done("routes", "resume", "qr")
    assert "stopped" not in terminal.done("routes", "list")


def test_a_routes_qr_code_is_written(terminal: Terminal, tmp_path: Path) -> None:
    terminal.done("routes", "new", "店頭QR", "--slug", "qr")
    terminal.done("routes", "qr", "qr", str(tmp_path / "qr.png"))
    assert (tmp_path / "qr.png").read_bytes().startswith(b"\x89PNG")
    missing = terminal.run("routes", "qr", "none", str(tmp_path / "none.png"))
    assert (missing.exit_code, (tmp_path / "none.png").exists()) == (1, False)


def test_a_route_that_cannot_be_made_says_why(terminal: Terminal) -> None:
    terminal.done("routes", "new", "店頭QR", "--slug", "qr")
    for arguments, why in (
        (("店頭QR",), "route “店頭QR” already"),
        (("別の店", "--slug", "qr"), "route “qr” already"),
        (("別の店", "--keyword", "店頭ＱＲから"), "route “店頭qrから” already"),
        (("別の店", "--slug", "店"), "“店” is no id"),
        (("店" * 21,), "t most 20 characters"),
    ):
        result = terminal.run("routes", "new", *arguments)
        assert result.exit_code == 1, arguments
        assert why in result.output, arguments
    missing = terminal.run("routes", "stop", "none")
    assert "route “none”" in missing.output


def test_people_are_put_into_a_scenario(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "news.yaml"
    file.write_text(
        "tobiishi: 1\nname: お知らせ\nstart: {when: manual}\n"
        "steps: [{id: a, send: [{text: 新作です}]}]\n",
        encoding="utf-8",
    )
    number = terminal.done("scenarios", "import", str(file), "--activate").split("\t")[0]
    with atomic():
        known = friends.all_known([f"U{n:032x}" for n in range(3)])
        for friend in known.values():
            friends.seen(friend.id, 0)
    one = min(known)
    terminal.done("labels", "attach", "会員", one)
    terminal.done("groups", "set", "常連", "{label: 会員}")
    assert terminal.run("scenarios", "enter", number).exit_code == 2
    assert terminal.run("scenarios", "enter", number, "--all", "--label", "x").exit_code == 2
    gone = terminal.run("scenarios", "enter", number, "--label", "x")
    assert gone.exit_code == 1
    assert "not there" in gone.output
    assert terminal.done("scenarios", "enter", number, "--label", "会員") == "1 entered.\n"
    assert terminal.done("scenarios", "enter", number, "--group", "常連") == "0 entered.\n"
    assert terminal.done("scenarios", "enter", number, "--all") == "2 entered.\n"
