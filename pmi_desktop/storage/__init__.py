"""How a plan is kept: the only room that knows SQLAlchemy."""
