"""`fittrack auth`: signing in and out, second factors, sessions and access tokens."""
