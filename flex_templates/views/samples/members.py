"""Samples of who runs the shop."""

from datetime import timedelta

from flex_templates.views import owner as v
from flex_templates.views.parts import Notice, View
from flex_templates.views.samples import people as p

MORI = v.MemberRow(id="U" + "1" * 32, name="森", role="owner", since_at=p.LAST_WEEK)
SATO = v.MemberRow(id="U" + "2" * 32, name="佐藤", role="editor", since_at=p.THIS_MORNING)
INVITED = v.InviteRow(id="3", role="viewer", until_at=p.NOW + timedelta(hours=24))
LINK = "https://line.me/R/oaMessage/%40hidamari/?tobi-K7QM-4XPR"

MEMBERS: dict[type[View], dict[str, View]] = {
    v.PeopleList: {
        "three, one invited": v.PeopleList(
            now_at=p.NOW,
            rows=(MORI, SATO, v.MemberRow(id="U3", name=p.FAMILY, role="viewer")),
            invites=(INVITED,),
            back="staff.menu",
        ),
        "second page": v.PeopleList(now_at=p.NOW, rows=(SATO,) * 8, before=0, after=16),
    },
    v.PeopleInvite: {"usual": v.PeopleInvite(back="people.list")},
    v.PeopleCode: {
        "usual": v.PeopleCode(
            now_at=p.NOW,
            invite=INVITED,
            shop=p.SHOP,
            code="tobi-K7QM-4XPR",
            link=LINK,
            qr="https://shop.example/i/0123456789abcdef/qr.png",
        ),
        "no address": v.PeopleCode(
            now_at=p.NOW, invite=INVITED, shop=p.QUOTES, code="tobi-K7QM-4XPR"
        ),
    },
    v.PeopleMember: {
        "usual": v.PeopleMember(now_at=p.NOW, member=SATO, back="people.list"),
        "me": v.PeopleMember(
            now_at=p.NOW, member=MORI, me=True, problem=Notice("error", "last_owner")
        ),
        "long name": v.PeopleMember(
            now_at=p.NOW,
            member=v.MemberRow(id="U3", name=p.LONG, role="viewer"),
            problem=Notice("info", "role_changed", {"name": p.LONG, "role": "viewer"}),
        ),
    },
    v.PeopleRemove: {"usual": v.PeopleRemove(member=SATO)},
    v.PeopleJoined: {"usual": v.PeopleJoined(name=p.LONG, role="editor")},
}
