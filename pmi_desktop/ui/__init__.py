"""What the committee sees: the only room that knows Qt, with app.py."""
