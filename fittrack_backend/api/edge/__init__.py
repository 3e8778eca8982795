"""What a request meets before the routes: connections, heads, bodies, hosts, and their limits."""
