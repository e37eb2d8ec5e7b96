"""LINE's Messaging API, one module a noun."""

from simulator.gate import Gate
from simulator.line_api.account import AccountApi
from simulator.line_api.chats import ChatApi
from simulator.line_api.insight import InsightApi
from simulator.line_api.menus import MenuApi
from simulator.line_api.messages import MessageApi
from simulator.line_api.statistics import StatisticsApi
from simulator.line_api.validate import ValidateApi
from simulator.platform import Platform
from simulator.router import Route


def line_routes(platform: Platform, gate: Gate) -> list[Route]:
    apis = (
        MessageApi(platform),
        ValidateApi(),
        ChatApi(platform),
        MenuApi(platform),
        AccountApi(platform),
        StatisticsApi(platform),
        InsightApi(platform),
    )
    return [
        Route(method, pattern, gate.guard(endpoint, handler))
        for api in apis
        for method, pattern, endpoint, handler in api.routes()
    ]
