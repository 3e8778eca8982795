"""Tables, migrations, the connection to the database, and original files."""
