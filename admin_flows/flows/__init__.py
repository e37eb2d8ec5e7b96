"""One module a flow: its screens, their views and what can be done on them."""
