"""The contract's data, a module a tag: what goes in and comes out, with meaning, units and limits."""
