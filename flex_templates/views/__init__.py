"""One frozen dataclass per card: everything the card may say, as data."""
