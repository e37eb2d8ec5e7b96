"""What a question says at first, in the owner's language."""

from admin_flows.engine.scene import AnyScene
from flex_templates.asking_wording import AskingWords
from flex_templates.catalogs import closest
from flex_templates.words import Words


def words_of(scene: AnyScene) -> AskingWords:
    return AskingWords(Words(closest(scene.actor.locale), scene.reads.settings().calendar.zone))
