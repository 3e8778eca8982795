"""How a command line becomes a command: entry, command table, parser, help, settings in force, failures."""
