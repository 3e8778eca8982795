"""scripts/mutate: breaks the code that decides, a little at a time, and sees whether a test notices.

    modules.py     which modules, and the tests that each is held by
    generated.py   mutants that mutmut makes of a module, run against its tests
    unfinished.py  what a run that was stopped has found, for the next one
    finished.py    modules that were run to their end and held: finished.toml
    survivors.py   those that no test notices: survivors.toml says why each may stay
    known.py       mutants made by hand: promises that nothing held once, and what holds them now
    checkout.py    copies of the checkout, so that nothing is broken where somebody works

mutmut rather than cosmic-ray, measured on `fittrack_backend/sync/decide.py` and its 26 tests: 352
mutants in 95 s (0.1 s of processor time each), as it forks a process that has imported everything;
cosmic-ray starts pytest anew for each of its 454, 3 s of processor time each. Both are kept; mutmut
mutates no annotations, which cannot fail here.
"""
