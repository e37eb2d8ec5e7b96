"""What several flows share: where a card stands, drafts, and documents turned into card rows."""
