"""What the committee does, with or without a window."""
