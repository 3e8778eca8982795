"""Numbers worked out from what a device recorded: pure functions over plain sequences.

Each module has one kind of number, with its formula, units, edge cases and source. `docs/numbers.md`
says the same to athletes. No function knows a database or a file, and none raises for what a file may
hold: a reading that cannot be is left out (`spans`), and a number that cannot be known is None.

How to use them from samples: a column is the values of all samples in their order, None where a sample has
none, as `Column.numbers` of `records.samples` gives it; an empty one where nothing of it was recorded.

    times = samples.times
    power_w, hr_bpm, distance_m = (numbers of these columns)
    normalized_power_w(times, power_w)
    best_powers(times, power_w)
    best_times(times, distance_m)
    moving_time_s(times, distance_m, speed_m_s, "running", pauses)
    zones = heart_rate_zones(account=…, file=…, maximum_bpm=190)
    time_in_zones(times, hr_bpm, zones, HEART_RATE_BPM)
    banister_trimp(times, hr_bpm, HeartRates(resting_bpm=48, maximum_bpm=190, sex="female"))
    decoupling_percent(times, power_w, hr_bpm, POWER_W)
    thinned([hr_bpm, power_w], points=500)

Times are seconds since any moment. What a series of days becomes (`training_load`, `totals`,
`streaks`) takes the athlete's own days, `Activity.date`.
"""
