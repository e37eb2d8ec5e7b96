"""Messages of more than one piece: each kind asks for its own, one after the other."""

from admin_flows.flows.making import kinds, make

SCREENS = (*kinds.SCREENS, *make.SCREENS)
