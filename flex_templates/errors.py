class RenderError(ValueError):
    """A card that cannot be sent: a template's mistake, or more than LINE takes."""
