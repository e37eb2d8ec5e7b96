"""A LINE platform for a laptop and for tests: its API, its webhooks, its people and its clock."""
