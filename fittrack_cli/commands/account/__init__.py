"""`fittrack account`: all that the account has."""
