"""The checks, one a file; CHECKS is every check of a form in the order in which findings are told."""

from __future__ import annotations

from xlperf.checks import (
    d401_missing_reason,
    d402_unexplained_excess,
    d403_unexplained_rate,
    d404_empty_reason,
    f201_execution_rate,
    f202_execution_score,
    f203_funds_sum,
    f204_overspent,
    f206_bad_amount,
    f207_misscaled_amount,
    f208_executed_without_budget,
    f209_tasks_sum,
    f210_budget_sum,
    f211_unbalanced,
    f212_tables_differ,
    f213_wrong_change,
    q501_blank_field,
    q502_different_units,
    q503_repeated_sign,
    q504_not_a_number,
    q505_repeated_indicator,
    q506_year_mismatch,
    q507_wrong_block,
    q508_wrong_direction,
    q509_spent_little,
    q510_text_limit,
    q511_name_and_target,
    q512_placeholder,
    q513_blank_computed,
    s301_indicator_score,
    s302_score_range,
    s303_block_points,
    s304_total_points,
    s305_total_score,
    s306_not_applicable,
    s307_qualitative_tier,
    s308_bad_score,
    s309_wrong_grade,
    s310_as_given,
    s311_same_words,
    s312_stated_ratio,
    t102_missing_column,
    t103_shifted_row,
    t104_excel_error,
    t105_stale_formula,
)
from xlperf.checks.check import Case, Check, judge
from xlperf.checks.d405_repeated_reason import D405
from xlperf.checks.t101_no_form import T101
from xlperf.checks.x601_same_project import X601
from xlperf.checks.x602_changed_target import X602
from xlperf.checks.x603_changed_budget import X603
from xlperf.checks.x604_department_sum import X604
from xlperf.checks.x605_all_full import X605
from xlperf.checks.x606_foreign_text import X606
from xlperf.checks.x607_target_below_last_year import X607
from xlperf.checks.x608_target_not_raised import X608
from xlperf.checks.x609_copied_last_year import X609
from xlperf.checks.x610_budget_unlike_last_year import X610

CHECKS: tuple[Check, ...] = (
    t102_missing_column.CHECK,
    t103_shifted_row.CHECK,
    t104_excel_error.CHECK,
    t105_stale_formula.CHECK,
    f201_execution_rate.CHECK,
    f202_execution_score.CHECK,
    f203_funds_sum.CHECK,
    f204_overspent.CHECK,
    f206_bad_amount.CHECK,
    f207_misscaled_amount.CHECK,
    f208_executed_without_budget.CHECK,
    f209_tasks_sum.CHECK,
    f210_budget_sum.CHECK,
    f211_unbalanced.CHECK,
    f212_tables_differ.CHECK,
    f213_wrong_change.CHECK,
    s301_indicator_score.CHECK,
    s302_score_range.CHECK,
    s303_block_points.CHECK,
    s304_total_points.CHECK,
    s305_total_score.CHECK,
    s306_not_applicable.CHECK,
    s307_qualitative_tier.CHECK,
    s308_bad_score.CHECK,
    s309_wrong_grade.CHECK,
    s310_as_given.CHECK,
    s311_same_words.CHECK,
    s312_stated_ratio.CHECK,
    d401_missing_reason.CHECK,
    d402_unexplained_excess.CHECK,
    d403_unexplained_rate.CHECK,
    d404_empty_reason.CHECK,
    q501_blank_field.CHECK,
    q502_different_units.CHECK,
    q503_repeated_sign.CHECK,
    q504_not_a_number.CHECK,
    q505_repeated_indicator.CHECK,
    q506_year_mismatch.CHECK,
    q507_wrong_block.CHECK,
    q508_wrong_direction.CHECK,
    q509_spent_little.CHECK,
    q510_text_limit.CHECK,
    q511_name_and_target.CHECK,
    q512_placeholder.CHECK,
    q513_blank_computed.CHECK,
)

FOLDER_CHECKS: tuple[Check, ...] = (D405, X601, X602, X603, X604, X605, X606, X607, X608, X609, X610)
"""What is judged across the workbooks of a folder, in the room `across`."""

ALL_CHECKS: tuple[Check, ...] = (T101, *CHECKS, *FOLDER_CHECKS)
"""With the check of the file itself, which has no form to look at, and those across workbooks."""

_BY_CODE = {check.code: check for check in ALL_CHECKS}


def find_check(code: str) -> Check | None:
    """The check of that code, None where there is none."""
    return _BY_CODE.get(code.upper())


def check_name(code: str) -> str:
    """The Chinese name of a check; the code itself where it is unknown."""
    check = find_check(code)
    return check.name if check else code


__all__ = ["ALL_CHECKS", "CHECKS", "FOLDER_CHECKS", "Case", "Check", "check_name", "find_check", "judge"]
