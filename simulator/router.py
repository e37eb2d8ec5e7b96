"""Finds the handler for a method and a path."""

from dataclasses import dataclass

from simulator.web import Answer, Handler, Request, Response


@dataclass(frozen=True)
class Route:
    method: str
    pattern: str  # such as /v2/bot/profile/{userId}
    handler: Handler


class Router:
    """Fixed paths by one look-up; paths with {parts} by comparing segments."""

    def __init__(self, routes: list[Route], otherwise: Handler) -> None:
        self._fixed: dict[tuple[str, str], Handler] = {}
        self._patterns: dict[tuple[str, int], list[tuple[list[str], Handler]]] = {}
        self._otherwise = otherwise
        for route in routes:
            self._add(route)

    def _add(self, route: Route) -> None:
        if "{" not in route.pattern:
            self._fixed[route.method, route.pattern] = route.handler
            return
        segments = route.pattern.split("/")
        self._patterns.setdefault((route.method, len(segments)), []).append(
            (segments, route.handler)
        )

    def __call__(self, request: Request) -> Answer:
        handler = self._fixed.get((request.method, request.path))
        if handler is not None:
            return handler(request)
        return self._by_pattern(request)

    def _by_pattern(self, request: Request) -> Answer:
        segments = request.path.split("/")
        for pattern, handler in self._patterns.get((request.method, len(segments)), ()):
            params = _match(pattern, segments)
            if params is not None:
                request.params = params
                return handler(request)
        return self._otherwise(request)


def _match(pattern: list[str], segments: list[str]) -> tuple[str, ...] | None:
    params = []
    for expected, given in zip(pattern, segments, strict=True):
        if expected.startswith("{"):
            if not given:
                return None
            params.append(given)
        elif expected != given:
            return None
    return tuple(params)


def not_found(_request: Request) -> Response:
    return Response(404, b'{"error":"There is nothing at this address."}')
