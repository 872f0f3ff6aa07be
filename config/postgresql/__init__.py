"""Django's backend for PostgreSQL, but for how it finds out that a connection it kept is still good."""
