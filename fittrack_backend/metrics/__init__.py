"""What this process does, in numbers for Prometheus: loaded only where they are asked for."""
