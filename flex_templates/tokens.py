"""Colours by name; templates use nothing else. Contrast is tested: text 4.5, shapes 3.0."""

COLOURS = {
    "moss": "#1E6B52",
    "moss_deep": "#14503D",
    "moss_light": "#307D63",
    "moss_mid": "#93C4B0",
    "moss_tint": "#E4F1EB",
    "ink": "#1B2420",
    "ink_2": "#57625C",
    "ink_3": "#868F8A",
    "white": "#FFFFFF",
    "press": "#E9EEEB",
    "stone": "#F4F6F4",
    "tag": "#ECEFED",
    "line": "#E2E6E3",
    "rail": "#C3D3CB",
    "ahead": "#D3DBD6",
    "ground": "#E6EBE8",
    "chat": "#DCE6EC",
    "amber": "#8A5200",
    "amber_tint": "#FFF2D9",
    "red": "#B3261E",
    "red_tint": "#FDECEA",
    "red_line": "#E9BDB9",
    "blue": "#2A5A94",
    "blue_tint": "#E7F0FA",
}

TONES = {
    "moss": ("moss_deep", "moss_tint"),
    "amber": ("amber", "amber_tint"),
    "red": ("red", "red_tint"),
    "blue": ("blue", "blue_tint"),
    "grey": ("ink_2", "tag"),
    "stone": ("ink_2", "stone"),
}
"""Text and ground that go together in a chip, a disc or a panel."""

STATE_TONES = {"running": "moss", "paused": "amber", "draft": "grey", "ended": "grey"}

WALK_TONES = {
    "inside": "moss",
    "finished": "grey",
    "goal": "moss",
    "stopped": "grey",
    "opted_out": "grey",
    "stuck": "red",
}
