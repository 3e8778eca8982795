"""Sources whose things are collected first: what was handed over is kept, and a sync reads it from there."""
