"""A small service on the engine: cases over HTTP, kept in SQLite or PostgreSQL. See README.md."""
