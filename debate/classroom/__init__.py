"""A class of many people in one game: rooms, seats, the host, and what each person sees."""
