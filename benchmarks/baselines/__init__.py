"""What people would write instead, as its own documentation shows it."""
