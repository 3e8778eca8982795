"""What the command line and the backend both know, so that neither asks the other. Imports nothing."""
