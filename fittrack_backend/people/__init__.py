"""What the operator of a server does with its accounts, and what becomes of all that an account has."""
