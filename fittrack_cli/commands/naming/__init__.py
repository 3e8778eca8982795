"""What a person calls a thing by: an id, the beginning of one, `latest`, a name; and how lists show ids."""
