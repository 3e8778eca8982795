"""`fittrack help`: the page of a command, and topics that are no command's."""
