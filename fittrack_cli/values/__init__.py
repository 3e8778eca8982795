"""Values as the contract describes them: whether it allows one, and how a command line writes it."""
