"""Files that are read as they should be: each kind that devices write, and some damage."""

from __future__ import annotations

from tools.corpus import fit
from tools.corpus.expectations import Made, expected
from tools.corpus.files.activities import activities, without_session
from tools.corpus.files.by_hand import by_hand
from tools.corpus.files.health import health
from tools.corpus.files.short_run import SHORT_RUN, settings, short_run
from tools.corpus.files.texts import texts
from tools.corpus.files.workouts import workouts


def made_files() -> dict[str, Made]:
    """Every file by its name."""
    run = short_run()
    files = {
        "run.fit": Made(run, expected(SHORT_RUN)),
        "wrong-checksum.fit": Made(
            run[:-2] + bytes(byte ^ 0x5A for byte in run[-2:]),
            expected(SHORT_RUN, twin_of="run.fit"),
        ),
        "without-end.fit": Made(run[:-3], expected(SHORT_RUN, twin_of="run.fit")),
        "with-settings-behind.fit": Made(
            run + settings(),
            expected(SHORT_RUN, file_types=["activity", "settings"], twin_of="run.fit"),
        ),
        "settings.fit": Made(settings(), expected(file_types=["settings"])),
        **activities(),
        **without_session(),
        **by_hand(),
        **health(),
        **workouts(),
        **texts(),
    }
    for name, file in files.items():
        if name.endswith(".fit"):
            file.expected["decode_errors"] = fit.decode_errors(file.data)
    return files
