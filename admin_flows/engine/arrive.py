"""What came in, understood: every input at every place becomes one move."""

from admin_flows.answers.plain import whole_number
from admin_flows.engine.common import (
    BUTTONS,
    OLD,
    SAVED,
    STICKER,
    UNKNOWN,
    HelpArea,
    Needed,
    Nothing,
    aside,
)
from admin_flows.engine.flows import AnyScreen, Flows
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.names import CANCEL, HELP, HOME, LATE, ROLE, UNDO, WORD
from admin_flows.engine.postback import Do, Go, decode
from admin_flows.engine.scene import AnyScene, Nonsense, Tap
from admin_flows.engine.screen import RANK
from admin_flows.engine.spot import Spot
from admin_flows.engine.words import Word, command_word
from admin_flows.ports.chat import Input, Other, Role, Sent, Tapped, Typed
from admin_flows.ports.commands import Undo
from flex_templates.views.parts import Notice


def arrive(flows: Flows, spot: Spot, scene: AnyScene, given: Input) -> Move:
    match given:
        case Tapped():
            return _tapped(flows, spot, scene, given)
        case Typed() if word := command_word(given.text):
            return _commanded(flows, spot, scene, word, given)
        case Typed() | Sent():
            return answered(spot, scene, given)
        case _:
            return _other(spot, scene, given)


def answered(spot: Spot, scene: AnyScene, given: Typed | Sent) -> Move:
    """Typed or sent: the answer to the question on the screen, if it asks one."""
    if not _allowed(scene, spot.screen.role):
        return _refused(spot.screen.role)
    if _expects(spot.screen, given) and spot.is_stale(scene.now) and not _is_file(given):
        return Goto(LATE, aside(scene.question, given))
    return taken(spot.screen, scene, given)


def taken(screen: AnyScreen, scene: AnyScene, given: Typed | Sent) -> Move:
    if isinstance(given, Sent):
        return _sent(screen, scene, given)
    number = whole_number(given.text)
    if screen.row and number is not None and (move := screen.row(scene, number)):
        return move
    text = given.rich or given.text if screen.asks == "message" else given.text
    return screen.typed(scene, text) if screen.typed else Stay(BUTTONS)


def _other(spot: Spot, scene: AnyScene, other: Other) -> Move:
    """Late it is only thanked for: it is as quickly sent again as a question about it answered."""
    take = spot.screen.other
    if take is None or spot.is_stale(scene.now):
        return Stay(STICKER if other.kind == "sticker" else BUTTONS)
    return take(scene, other) if _allowed(scene, spot.screen.role) else _refused(spot.screen.role)


def retaken(flows: Flows, spot: Spot, scene: AnyScene, given: Typed | Sent | Word | None) -> Move:
    if not _allowed(scene, spot.screen.role):
        return _refused(spot.screen.role)
    match given:
        case None:
            return Stay()
        case Typed() | Sent():
            return taken(spot.screen, scene, given)
        case _:
            return obeyed(flows, spot, scene, given)


def opened(flows: Flows, scene: AnyScene, go: Go) -> Move:
    """A look at today's data, from a card of any age."""
    if go.screen == CANCEL:
        return Goto(HOME, Nothing(), SAVED)
    screen = flows.get(go.screen)
    if screen is None or screen.opens is None:
        return Goto(HOME, Nothing(), UNKNOWN)
    if not _allowed(scene, screen.role):
        return _refused(screen.role)
    try:
        state = screen.opens(Tap(go.ids))
    except Nonsense:
        return Goto(HOME, Nothing(), UNKNOWN)
    return _or_instead(screen, scene.at(state, screen.name))


def _or_instead(screen: AnyScreen, scene: AnyScene) -> Goto:
    other = screen.instead(scene) if screen.instead else None
    return other or Goto(screen.name, scene.state)


def _tapped(flows: Flows, spot: Spot, scene: AnyScene, tapped: Tapped) -> Move:
    match decode(tapped.data):
        case Go() as go:
            return opened(flows, scene, go)
        case Do() as do if do.screen == spot.screen.name and do.token == spot.token:
            return _acted(spot.screen, scene, do, tapped)
        case Do() as do:
            return _old(flows, spot, scene, do)
        case _:
            return Goto(HOME, Nothing(), UNKNOWN)


def _acted(screen: AnyScreen, scene: AnyScene, do: Do, tapped: Tapped) -> Move:
    action = screen.actions.get(do.action)
    if action is None and do.action == UNDO:
        return _undone(do)
    if action is None:
        return Goto(HOME, Nothing(), UNKNOWN)
    if not (_allowed(scene, screen.role) and _allowed(scene, action.role)):
        return _refused(max(screen.role, action.role, key=RANK.__getitem__))
    try:
        return action.handle(scene, Tap(do.ids, tapped.params))
    except Nonsense:
        return Goto(HOME, Nothing(), UNKNOWN)


def _undone(do: Do) -> Move:
    """Whether they may is for the command to say: it depends on what it takes back."""
    try:
        undo = Undo(Tap(do.ids).number())
    except Nonsense:
        return Goto(HOME, Nothing(), UNKNOWN)
    return Run(undo, then=lambda _: Stay(Notice("info", "undone")))


def _old(flows: Flows, spot: Spot, scene: AnyScene, do: Do) -> Move:
    """The card that was tapped, as it is today; it does nothing."""
    screen = flows.get(do.screen)
    if screen is None or screen is spot.screen or screen.opens is None:
        return Stay(OLD)
    if not _allowed(scene, screen.role):
        return _refused(screen.role)
    try:
        return Goto(screen.name, screen.opens(Tap(do.ids)), OLD)
    except Nonsense:
        return Stay(OLD)


def _commanded(flows: Flows, spot: Spot, scene: AnyScene, word: Word, typed: Typed) -> Move:
    if spot.screen.asks == "message" and _allowed(scene, spot.screen.role):
        return Goto(WORD, aside(scene.question, typed))
    return obeyed(flows, spot, scene, word)


def obeyed(flows: Flows, spot: Spot, scene: AnyScene, word: Word) -> Move:
    here = spot.screen.back(spot.state) if spot.screen.back else None
    match word:
        case "back" if here and isinstance(go := decode(f"go:{here}"), Go):
            return opened(flows, scene, go)
        case "help":
            return Goto(HELP, HelpArea(spot.screen.help, here))
        case "cancel":
            return Goto(HOME, Nothing(), SAVED)
        case _:
            return Goto(HOME, Nothing())


def _sent(screen: AnyScreen, scene: AnyScene, sent: Sent) -> Move:
    if sent.media is None and sent.problem is not None and sent.kind != "file":
        return Stay(Notice("error", sent.problem.code, sent.problem.values))
    if screen.sent:
        return screen.sent(scene, sent)
    if screen.asks == "buttons":
        return Stay(BUTTONS)
    return Stay(Notice("error", "wrong_medium", {"wanted": "text", "got": sent.kind}))


def _expects(screen: AnyScreen, given: Typed | Sent) -> bool:
    if isinstance(given, Sent):
        return screen.sent is not None and screen.asks != "search"
    return screen.asks in {"answer", "message"}


def _is_file(given: Typed | Sent) -> bool:
    """It can be taken late, since it cannot be kept until somebody has said what it is for."""
    return isinstance(given, Sent) and given.kind == "file"


def _refused(needed: Role) -> Goto:
    return Goto(ROLE, Needed(needed))


def _allowed(scene: AnyScene, role: Role) -> bool:
    return RANK[scene.actor.role] >= RANK[role]
