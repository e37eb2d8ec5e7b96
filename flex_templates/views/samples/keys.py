"""Samples of the HTTP API's keys."""

from datetime import timedelta

from flex_templates.views import owner as v
from flex_templates.views.parts import View
from flex_templates.views.samples import people as p

PAGE = "https://shop.example/api/v1/"
TILL = v.KeyRow(id="1", name="レジ", tail="x3Qk", used_at=p.LAST_WEEK)
ODD = v.KeyRow(id="2", name=p.QUOTES, tail="-_aZ")

KEYS: dict[type[View], dict[str, View]] = {
    v.ApiList: {
        "some": v.ApiList(
            rows=(TILL, ODD, v.KeyRow(id="3", name=p.FAMILY, tail="0000")), more=2, page=PAGE
        ),
        "none": v.ApiList(page=PAGE, back="settings.menu"),
    },
    v.ApiName: {"usual": v.ApiName(back="api.list")},
    v.ApiCard: {
        "just made": v.ApiCard(
            key=v.KeyRow(id="1", name="レジ", tail="x3Qk"),
            now_at=p.NOW,
            made_at=p.NOW,
            made_by="森",
            whole="tobi_" + "A1b2-_" * 7 + "x",
            page=PAGE,
        ),
        "later": v.ApiCard(key=TILL, now_at=p.NOW, made_at=p.LAST_WEEK, made_by="森", page=PAGE),
        "by the command line": v.ApiCard(
            key=ODD, now_at=p.NOW, made_at=p.LAST_WEEK, until=p.NOW + timedelta(days=90), page=PAGE
        ),
    },
    v.ApiRevoke: {"usual": v.ApiRevoke(key=TILL), "odd": v.ApiRevoke(key=ODD)},
}
