"""`fittrack notify`: being told elsewhere what happened."""
