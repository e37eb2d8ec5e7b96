"""LINE's rules for what a bot sends, with LINE's wording of errors."""
