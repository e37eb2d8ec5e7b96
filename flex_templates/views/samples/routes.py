"""Samples of entry routes."""

from flex_templates.views import owner as v
from flex_templates.views.parts import View
from flex_templates.views.samples import people as p

LINK = "https://shop.example/r/storefront-qr"
QR = f"{LINK}/qr.png"
SHOP = v.RouteRow(id="1", name="店頭QR", opens=210, added=86, already=12)
ODD = v.RouteRow(id="2", name=p.QUOTES)
OLD = v.RouteRow(id="3", name=p.FAMILY, opens=1, added=1, stopped=True)

ROUTES: dict[type[View], dict[str, View]] = {
    v.RouteList: {
        "some": v.RouteList(rows=(SHOP, ODD, OLD), earlier=0, later=16, total=20),
        "none": v.RouteList(back="friends.find"),
    },
    v.RouteName: {"usual": v.RouteName(back="route.list")},
    v.RouteRename: {"usual": v.RouteRename(name=p.QUOTES, back="route.card:2")},
    v.RouteCard: {
        "by words": v.RouteCard(
            route=SHOP, link=LINK, qr=QR, keyword="店頭QRから", labels=("店頭", p.QUOTES)
        ),
        "by log-in": v.RouteCard(route=ODD, link=LINK, qr=QR),
        "stopped": v.RouteCard(route=OLD, link=LINK, qr=QR, keyword=p.LONG),
    },
    v.StartRoutes: {
        "some": v.StartRoutes(
            id="15",
            name="週替わりのご案内",
            rows=(
                v.StartRoute(id="1", name="店頭QR", added=86, chosen=True),
                v.StartRoute(id="2", name=p.QUOTES, added=1),
                v.StartRoute(id="3", name=p.FAMILY, chosen=True),
            ),
        ),
        "none": v.StartRoutes(id="15", name=p.LONG, back="start.kind:15"),
    },
    v.RouteLabels: {
        "some": v.RouteLabels(
            id="1", name="店頭QR", labels=("店頭", p.QUOTES), others=("会員", "常連", p.QUOTES)
        ),
        "none": v.RouteLabels(id="2", name=p.QUOTES),
    },
}
