"""The tests; a package, so that helpers are found before other packages of that name."""
