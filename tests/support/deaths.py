"""Work on workbooks by which a worker process dies, as for want of memory."""

from __future__ import annotations

import os
import pickle

from xlperf.batch.done import Done
from xlperf.batch.fingerprints import fingerprint_run
from xlperf.batch.running import Bundle, Work, run_bundle
from xlperf.batch.travelling import Parcel, run_parcels
from xlperf.evaluation import Options

OPTIONS = Options(batch=True)


def die_at_poison(bundle: Bundle) -> list[Done]:
    """The usual work; a workbook called poison ends the process."""
    done = []
    for task in bundle:
        if "poison" in task.path:
            os._exit(137)
        done += run_bundle((task,), OPTIONS, True, "zh")
    return done


def poisoned() -> Work:
    """Work that ends the process at a workbook called poison."""
    work = Work(OPTIONS, True, "zh")
    work.run = die_at_poison
    return work


def die_at_poisoned_parcel(sent: bytes) -> bytes:
    """The usual work on parcels; a workbook called poison ends the process."""
    parcels: list[Parcel | None] = pickle.loads(sent)
    if any(parcel is not None and "poison" in parcel.task.path for parcel in parcels):
        os._exit(137)
    return run_parcels(sent, OPTIONS, "zh", fingerprint_run(OPTIONS, "zh"))
