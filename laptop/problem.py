class Problem(Exception):
    """What keeps the laptop run from going on, in one line with its remedy."""
