"""Questions: what is asked, how it is answered, and what is kept of the answer."""

from admin_flows.flows.asking import card, form, kind

SCREENS = (*kind.SCREENS, *form.SCREENS, *card.SCREENS)
