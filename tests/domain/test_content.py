import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.content import (
    emoji,
    fill,
    from_owner,
    is_personal,
    leftovers,
    to_owner,
    variables,
    with_emojis,
)
from bot.domain.errors import Problem

NAME = '{{ friend.name | default("お客様") }}'
SHOP = "{{ account.name }}"
VALUES = {"friend.name": "山田花子", "account.name": "ひだまり弁当"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("{名前}さん", NAME + "さん"),
        ("｛名前｝さん", NAME + "さん"),
        ("[名前]さん", NAME + "さん"),
        ("［名前］さん", NAME + "さん"),
        ("{ 名前 }さん", NAME + "さん"),
        ("Hi {name}!", "Hi " + NAME + "!"),
        ("{NAME}", NAME),
        ("{店名}と{shop}", SHOP + "と" + SHOP),
        ("{名前|あなた}さん", '{{ friend.name | default("あなた") }}さん'),
        ("{名前|}さん", "{{ friend.name }}さん"),
        ("[お知らせ] 本日", "[お知らせ] 本日"),
        ("{名前}と{名前}", NAME + "と" + NAME),
        (NAME, NAME),
        ("波かっこなし", "波かっこなし"),
        ("{}", "{}"),
        ("半分{だけ", "半分{だけ"),
    ],
)
def test_what_owners_type_is_stored(typed: str, stored: str) -> None:
    assert from_owner(typed) == stored


@pytest.mark.parametrize(
    ("typed", "word"),
    [("{値段}円", "{値段}"), ("｛誕生日｝", "{誕生日}"), ("{{ friend.age }}", "{friend.age}")],
)
def test_names_that_nobody_can_fill_are_told(typed: str, word: str) -> None:
    problem = from_owner(typed)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["value"]) == ("unknown_variable", word)
    assert "{名前}" in problem.text


def test_another_default_in_another_language() -> None:
    stored = from_owner("Hi {name}", "en")
    assert stored == 'Hi {{ friend.name | default("there") }}'
    assert isinstance(stored, str)
    assert to_owner(stored, "en") == "Hi {name}"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (NAME + "さん", "{名前}さん"),
        (SHOP, "{店名}"),
        ('{{ friend.name | default("あなた") }}', "{名前|あなた}"),
        ("{{ friend.name }}", "{名前|}"),
        ("{{ friend.age }}", "{{ friend.age }}"),
    ],
)
def test_what_is_stored_is_shown_as_typed(stored: str, shown: str) -> None:
    assert to_owner(stored) == shown


pieces = st.lists(
    st.sampled_from(
        ["{名前}", "{店名}", "{名前|友}", "{名前|}", "[お知らせ]", "さん", "\n", " ", "!"]
    )
    | st.text(alphabet="abcあい。$&", max_size=5)
).map("".join)


@given(pieces)
def test_typing_showing_and_typing_again_changes_nothing(typed: str) -> None:
    stored = from_owner(typed)
    assert isinstance(stored, str)
    assert from_owner(to_owner(stored)) == stored
    assert not leftovers(stored)


@pytest.mark.parametrize(
    ("stored", "filled"),
    [
        (NAME + "さん", "山田花子さん"),
        ("{{friend.name}}さん", "山田花子さん"),
        (SHOP + "です", "ひだまり弁当です"),
        ("{{ friend.age }}歳", "歳"),
        ("{friend.name}", "{friend.name}"),
    ],
)
def test_filling(stored: str, filled: str) -> None:
    assert fill(stored, VALUES) == filled


@pytest.mark.parametrize("values", [{}, {"friend.name": ""}])
def test_a_missing_name_gives_the_default(values: dict[str, str]) -> None:
    assert fill(NAME + "さん", values) == "お客様さん"
    assert fill("{{ friend.name }}さん", values) == "さん"


@given(st.text())
def test_a_name_is_never_read_again(name: str) -> None:
    """A friend may be called {{ account.name }}, \\1 or $&."""
    for evil in (name, "{{ account.name }}", r"\1\g<0>", "$&"):
        assert fill("<{{ friend.name }}>", {"friend.name": evil}) == f"<{evil}>"


def test_variables_and_what_makes_a_text_personal() -> None:
    assert variables(NAME + SHOP) == {"friend.name", "account.name"}
    assert is_personal(NAME)
    assert not is_personal(SHOP)
    assert not is_personal("{名前}")


def test_leftovers_would_reach_friends_as_they_stand() -> None:
    assert leftovers("{名前}さん {% if x %} {{ 1 + 1 }}") == (
        "{{ 1 + 1 }}",
        "{% if x %}",
        "{名前}",
    ) or (
        set(leftovers("{名前}さん {% if x %} {{ 1 + 1 }}"))
        == {"{名前}", "{% if x %}", "{{ 1 + 1 }}"}
    )
    assert leftovers(NAME + " {笑} [名前]") == ()


@pytest.mark.parametrize(
    ("language", "text"), [("zh-TW", "{名字}您好，這裡是{店名}"), ("th", "สวัสดี {ชื่อ} จาก {ชื่อร้าน}")]
)
def test_owners_write_in_their_own_words(language: str, text: str) -> None:
    stored = from_owner(text, language)
    assert isinstance(stored, str)
    assert variables(stored) == {"friend.name", "account.name"}
    assert to_owner(stored, language) == text


PRODUCT = "5ac1bfd5040ab15980c9b435"


@pytest.mark.parametrize(
    ("text", "found", "stored"),
    [
        ("(hi)花", [(0, 4, PRODUCT, "001")], emoji(PRODUCT, "001") + "花"),
        (
            "😀(a)(b)",
            [(2, 3, PRODUCT, "001"), (5, 3, PRODUCT, "002")],
            "😀" + emoji(PRODUCT, "001") + emoji(PRODUCT, "002"),
        ),
        ("(hi)", [(0, 5, PRODUCT, "001")], "(hi)"),
        ("(hi)", [(-1, 2, PRODUCT, "001")], "(hi)"),
        ("(hi)", [(0, 0, PRODUCT, "001")], "(hi)"),
        ("(hi)", [(0, 4, 'x") }}{{', "001")], "(hi)"),
    ],
)
def test_emojis_that_somebody_typed(
    text: str, found: list[tuple[int, int, str, str]], stored: str
) -> None:
    assert with_emojis(text, found) == stored
    assert from_owner(stored) == stored
