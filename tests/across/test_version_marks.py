"""What names say of versions, and which of two says that it is newer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.across.version_marks import compare_names, read_version

OLDER_NEWER = (
    ("自评表", "自评表最终版"),
    ("自评表", "自评表_最终版2"),
    ("自评表最终版", "自评表最终版2"),
    ("自评表最终版2", "自评表（最终版3）"),
    ("自评表", "自评表(1)"),
    ("自评表 (1)", "自评表 (2)"),
    ("自评表", "自评表（1）"),
    ("自评表", "自评表_已校验"),
    ("自评表初稿", "自评表"),
    ("自评表草稿", "自评表定稿"),
    ("自评表修改版", "自评表定稿"),
    ("自评表定稿", "自评表最终稿2"),
    ("自评表v1", "自评表V2"),
    ("自评表v1.9", "自评表v1.10"),
    ("自评表第一稿", "自评表第二稿"),
    ("自评表一稿", "自评表3稿"),
    ("自评表20220315", "自评表20220401"),
    ("自评表2022-3-15", "自评表20220401"),
    ("自评表0315", "自评表0401"),
    ("自评表 - 副本", "自评表 - 副本 (2)"),
    ("自评表最终版", "自评表最终版(1)"),
    ("自评表最终版", "自评表最终版修改"),
    ("３月 自评表", "3月自评表（改）"),
    ("Form", "Form v2"),
)

SILENT = (
    ("自评表", "自评表 - 副本"),
    ("自评表", "自评表"),
    ("自评表最终版", "自评表(1)"),
    ("自评表v2", "自评表20220315"),
    ("自评表_已校验", "自评表修改版"),
    ("甲单位自评表", "乙单位自评表最终版"),
    ("自评表2021", "自评表2022"),
    ("项目1", "项目2"),
    ("新", "旧"),
    ("", "最终版"),
)


@pytest.mark.parametrize(("older", "newer"), OLDER_NEWER)
def test_the_newer_by_its_name(older: str, newer: str) -> None:
    assert compare_names(read_version(newer), read_version(older)) == 1
    assert compare_names(read_version(older), read_version(newer)) == -1


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_names_that_do_not_say(one: str, other: str) -> None:
    assert compare_names(read_version(one), read_version(other)) == 0


PARTS = ("自评表", "最终版", "修改", "初稿", "2", "(1)", " - 副本", "_已校验", "v2", "20220315", "0401", "第二稿")
NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("".join)


@given(NAMES, NAMES)
def test_the_order_is_the_same_from_both_sides(one: str, other: str) -> None:
    first, second = read_version(one), read_version(other)
    assert compare_names(first, second) == -compare_names(second, first)
    assert compare_names(first, first) == 0


@given(st.text(max_size=40))
def test_any_name_is_read(name: str) -> None:
    version = read_version(name)
    assert compare_names(version, read_version(name)) == 0
