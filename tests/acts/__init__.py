"""What each field changes: two texts that differ in this field alone, and two answers."""
