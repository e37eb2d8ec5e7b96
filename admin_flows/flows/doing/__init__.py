"""What a step does beside sending: labels, fields, menus, other scenarios, a word to staff."""

from admin_flows.flows.doing import kind, menu, pick, value

SCREENS = (*kind.SCREENS, *menu.SCREENS, *pick.SCREENS, *value.SCREENS)
