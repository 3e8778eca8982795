"""Makes passwords cheap to check in a backend under test that is started with this on its path.

Most tests sign in to test something else. The real cost, 0.2 s of a processor each, is paid only where
time or the number of guesses is what is tested.
"""

import argon2.profiles
from argon2 import Parameters, Type

argon2.profiles.RFC_9106_LOW_MEMORY = Parameters(
    type=Type.ID,
    version=19,
    salt_len=16,
    hash_len=32,
    time_cost=1,
    memory_cost=64,
    parallelism=1,
)
