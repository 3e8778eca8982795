"""What scripts/fuzz does: requests made from the contract, against a backend of its own."""
