"""The HTTP API: routes translate between the contract and the services, and hold no logic."""
