"""What people type, understood: terms, times of day, weekdays, numbers. Pure, no words of ours."""
