"""SAMPLES[view class][name of the sample]: what tests render and previews show."""

from flex_templates.views.parts import View
from flex_templates.views.samples.activity import ACTIVITY
from flex_templates.views.samples.adding import ADDING
from flex_templates.views.samples.comparing import COMPARING
from flex_templates.views.samples.coupons import COUPONS
from flex_templates.views.samples.editing import EDITING
from flex_templates.views.samples.groups import GROUPS
from flex_templates.views.samples.inbox import INBOX
from flex_templates.views.samples.keys import KEYS
from flex_templates.views.samples.labels import LABELS
from flex_templates.views.samples.making import MAKING
from flex_templates.views.samples.members import MEMBERS
from flex_templates.views.samples.office import OFFICE
from flex_templates.views.samples.outside import OUTSIDE
from flex_templates.views.samples.owner import FIRST
from flex_templates.views.samples.quota import QUOTA
from flex_templates.views.samples.results import RESULTS
from flex_templates.views.samples.routes import ROUTES
from flex_templates.views.samples.rules import RULES
from flex_templates.views.samples.trying import TRYING
from flex_templates.views.samples.walking import WALKING

SAMPLES: dict[type[View], dict[str, View]] = (
    FIRST
    | ADDING
    | EDITING
    | OFFICE
    | INBOX
    | QUOTA
    | OUTSIDE
    | KEYS
    | GROUPS
    | COMPARING
    | LABELS
    | COUPONS
    | ROUTES
    | RULES
    | TRYING
    | RESULTS
    | MEMBERS
    | ACTIVITY
    | WALKING
    | MAKING
)
