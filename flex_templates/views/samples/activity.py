"""Samples of who did what."""

from flex_templates.views import owner as v
from flex_templates.views.parts import View
from flex_templates.views.samples import people as p

REVISIT = {"name": "再来店のご案内"}

ACTIVITY: dict[type[View], dict[str, View]] = {
    v.ActivityList: {
        "usual": v.ActivityList(
            now_at=p.NOW,
            rows=(
                v.ActRow(
                    id="9", at=p.NOW, by="佐藤", code="PauseScenario", about=REVISIT, undo=True
                ),
                v.ActRow(
                    id="8",
                    at=p.THIS_MORNING,
                    by="森",
                    code="AttachLabel",
                    about={"label": "会員", "friend": "山田花子"},
                    undone=True,
                ),
                v.ActRow(
                    id="7",
                    at=p.LAST_WEEK,
                    by=p.LONG,
                    code="ChangeRole",
                    about={"friend": p.LONG, "role": "editor"},
                ),
                v.ActRow(id="6", at=p.LAST_WEEK, by=p.THAI, code="StopAll"),
                *(
                    v.ActRow(
                        id=str(n),
                        at=p.LAST_WEEK,
                        by=p.FAMILY,
                        code="SaveDraft",
                        about={"name": p.FAMILY},
                        undo=True,
                    )
                    for n in range(4)
                ),
            ),
            before=0,
            after=16,
        ),
        "none": v.ActivityList(now_at=p.NOW, rows=()),
    },
}
