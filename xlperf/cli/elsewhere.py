"""A batch over workbooks at an address, and on the workers of a cluster; what both need is loaded when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from xlperf.batch import Runner
from xlperf.cli.options import A_PATH
from xlperf.errors import UsageError
from xlperf.extras import own_pip
from xlperf.folder import Entry
from xlperf.messages import say

with_cluster = click.option(
    "--cluster", metavar="地址", help="在 dask 集群上运行，如 tcp://主机:8786；见 docs/cluster.md"
)


def as_place(context: click.Context, parameter: click.Parameter, value: str) -> Path | str:
    """A folder as a Path; an address such as s3://bucket/2021 stays a text."""
    return value if "://" in value else A_PATH.convert(value, parameter, context)


@contextmanager
def local_folder(place: Path | str) -> Iterator[tuple[Path, Sequence[Entry]]]:
    """The folder, and what could not be fetched into it. Raises UsageError and UnreadableError."""
    if isinstance(place, Path):
        yield place, ()
        return
    try:
        from xlperf.batch.fetching import fetch_folder
    except ImportError as error:
        raise _not_installed() from error
    with fetch_folder(place) as fetched:
        yield fetched


@contextmanager
def runner_at(address: str | None) -> Iterator[Runner | None]:
    """What runs a batch on the cluster of that address; None for none. Raises UsageError."""
    if address is None:
        yield None
        return
    try:
        from xlperf.batch.cluster import join_cluster
    except ImportError as error:
        raise _not_installed() from error
    with join_cluster(address) as cluster:
        yield cluster.run


def _not_installed() -> UsageError:
    return UsageError(
        say("这台电脑上没有装集群和网址所需的包。"),
        say('请运行 {pip} install "xlperf[cluster]"，再试一次。', pip=own_pip()),
    )
