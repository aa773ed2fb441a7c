"""What is wrong in a deck besides what each of its items says."""
