"""Every folder of a card has its view and every view its folder."""

from flex_templates.environment import ROOT
from flex_templates.views import friend, owner, staff
from flex_templates.views.parts import OwnerView, View
from flex_templates.views.samples import SAMPLES

FILES = {"card.json.j2", "alt.txt.j2", "text.txt.j2", "quick.json.j2", "more.json.j2"}


def views() -> set[type[View]]:
    named = [value for module in (owner, friend, staff) for value in vars(module).values()]
    classes = {value for value in named if isinstance(value, type) and issubclass(value, View)}
    return {view for view in classes if "template" in vars(view)}


def folders() -> set[str]:
    found = [path for kind in ("owner", "friend", "staff") for path in (ROOT / kind).iterdir()]
    return {str(path.relative_to(ROOT)) for path in found}


def test_folders_and_views_are_the_same() -> None:
    assert folders() == {view.template for view in views()}


def test_no_two_views_share_a_folder() -> None:
    assert len({view.template for view in views()}) == len(views())


def test_every_view_has_samples() -> None:
    assert set(SAMPLES) == views()
    assert all(SAMPLES.values())


def test_samples_are_of_their_view() -> None:
    for view_type, samples in SAMPLES.items():
        assert {type(view) for view in samples.values()} == {view_type}


def test_a_folder_holds_a_card_with_its_alt_text_or_a_text() -> None:
    for folder in folders():
        files = {path.name for path in (ROOT / folder).iterdir()}
        assert files <= FILES
        assert ({"card.json.j2", "alt.txt.j2"} <= files) != ("text.txt.j2" in files), folder


def test_owners_views_can_tell_a_problem() -> None:
    texts = {"owner/claim.wrong", "owner/claim.blocked"}
    for view in views():
        if view.template.startswith("owner/") and view.template not in texts:
            assert issubclass(view, OwnerView)
