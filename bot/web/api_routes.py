"""The API's routes, each with what it does and how it is described."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from bot.services.api import ApiService
from bot.web.api_forms import Attributes, CustomerId, Enter, Event, Form, Labels

Json = dict[str, Any]


@dataclass(frozen=True)
class Route:
    """`act`: (service, form, **path parameters) to the answer's body. `example`: such a body, and
    what is answered to it.
    """

    method: str
    path: str
    summary: str
    act: Callable[..., Json]
    example: tuple[Json | None, Json]
    form: type[Form] | None = None
    changes: bool = True

    @property
    def parameters(self) -> list[str]:
        return [part[1:-1] for part in self.path.split("/") if part.startswith("<")]


def _shown(service: ApiService, _: None, friend: str) -> Json:
    return service.shown(service.friend(friend))


def _attach(service: ApiService, form: Labels, friend: str) -> Json:
    return {"attached": service.attach(service.friend(friend), form.labels)}


def _detach(service: ApiService, _: None, friend: str, label: str) -> Json:
    return {"removed": service.detach(service.friend(friend), label)}


def _put(service: ApiService, form: Attributes, friend: str) -> Json:
    found = service.friend(friend)
    service.put(found, form.attributes)
    return {"attributes": service.shown(found)["attributes"]}


def _enter(service: ApiService, form: Enter, friend: str) -> Json:
    return {"entered": service.enter(service.friend(friend), form.scenario)}


def _stop(service: ApiService, _: None, friend: str, scenario: str) -> Json:
    return {"stopped": service.stop(service.friend(friend), scenario)}


def _link(service: ApiService, form: CustomerId, friend: str) -> Json:
    service.link(service.friend(friend), form.customer_id)
    return {"customer_id": form.customer_id}


def _hear(service: ApiService, form: Event) -> Json:
    return asdict(service.hear(service.friend(form.friend), form.event, form.data))


def _end_one(service: ApiService, _: None, friend: str, scenario: str, key: str) -> Json:
    return {"stopped": service.stop(service.friend(friend), scenario, key)}


_EVENT: Json = {
    "event": "order_placed",
    "friend": "customer:C-7",
    "data": {"order_id": "1042"},
}
_HEARD: Json = {"entered": ["購入のお礼"], "updated": []}
_KNOWN: Json = {
    "user_id": "U4af4980629…",
    "customer_id": "C-7",
    "is_friend": True,
    "stopped": False,
    "labels": [{"label": "商品A購入", "since": "2026-12-01T12:00:00+09:00"}],
    "attributes": {"点": "12"},
    "scenarios": ["購入のお礼"],
}

ROUTES = (
    Route("POST", "/events", "Something happened: scenarios that begin by it are entered; a walk "
          "of the same order or booking gets its new values.", _hear, (_EVENT, _HEARD), Event),
    Route("GET", "/friends/<friend>", "What is known of a friend.", _shown, (None, _KNOWN),
          changes=False),
    Route("PUT", "/friends/<friend>/customer-id", "Your own id of the friend, to name them by.",
          _link, ({"customer_id": "C-7"}, {"customer_id": "C-7"}), CustomerId),
    Route("POST", "/friends/<friend>/labels", "Attach labels; who has one keeps the time since.",
          _attach, ({"labels": ["商品A購入"]}, {"attached": ["商品A購入"]}), Labels),
    Route("DELETE", "/friends/<friend>/labels/<label>", "Remove a label.", _detach,
          (None, {"removed": True})),
    Route("PATCH", "/friends/<friend>/attributes", "Write or take away attributes.", _put,
          ({"attributes": {"予約日時": "2026-12-24T15:00", "点": None}},
           {"attributes": {"予約日時": "2026-12-24T15:00"}}), Attributes),
    Route("POST", "/friends/<friend>/scenarios", "Enter a running or paused scenario, by its name.",
          _enter, ({"scenario": "ご案内"}, {"entered": True}), Enter),
    Route("DELETE", "/friends/<friend>/scenarios/<scenario>", "End the friend's walks.", _stop,
          (None, {"stopped": True})),
    Route("DELETE", "/friends/<friend>/scenarios/<scenario>/walks/<key>",
          "End the walk of one order or booking.", _end_one, (None, {"stopped": True})),
)  # fmt: skip

_EXPLAINED = {
    "friend": "LINE's user id (U…), or `customer:` and your own id",
    "label": "the label's name",
    "scenario": "the scenario's name",
    "key": "the value of what the scenario walks once `per`",
}
_ERRORS = {
    "400": "The body is not as described.",
    "401": "No valid token.",
    "404": "No such friend or scenario.",
    "422": "It cannot be done; or the Idempotency-Key was used with another request.",
    "429": "Too many requests a second, or wrong tokens a minute.",
}


def openapi(base_url: str) -> Json:
    """The description of it, as OpenAPI 3.1 wants it."""
    paths: Json = {}
    for route in ROUTES:
        path = route.path.replace("<", "{").replace(">", "}")
        paths.setdefault(path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tobiishi", "version": "1", "description": _ABOUT},
        "servers": [{"url": base_url}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


_ABOUT = (
    "Labels, attributes and scenarios of friends, for a shop's own systems. An owner makes a token "
    "in the chat, under settings. A change with an Idempotency-Key header is done once: the same "
    "request gets the same answer for a day."
)


def _operation(route: Route) -> Json:
    parameters: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"},
         "description": _EXPLAINED[name]}
        for name in route.parameters
    ]  # fmt: skip
    if route.changes:
        key = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}
        parameters.append(key)
    body: Json = {}
    if route.form:
        content = {"schema": route.form.model_json_schema(), "example": route.example[0]}
        body = {"requestBody": {"required": True, "content": {"application/json": content}}}
    errors = {status: {"description": text} for status, text in _ERRORS.items()}
    return {
        "summary": route.summary,
        "parameters": parameters,
        **body,
        "responses": {
            "200": {
                "description": "Done.",
                "content": {"application/json": {"example": route.example[1]}},
            },
            **errors,
        },
    }
