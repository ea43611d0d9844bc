"""The documents against the tables, the models and the messages they speak of."""
