"""What happened, one definition a record: activities, days of health, planned workouts. Pure.

A record is a frozen dataclass. Its fields say what they mean (`fields.Means`), and the rest follows:
the columns of its table (`storage.columns`), the JSON inside a column (`as_json`), the contract's
schema and examples (`api.schemas.data`, `api.examples`). A new field is one line here, one in each
reader that can find it, and a migration (`scripts/make-migration`).
"""
