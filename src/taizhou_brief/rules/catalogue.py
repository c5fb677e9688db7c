"""The named, ordered list of rules."""

from __future__ import annotations

from taizhou_brief.rules import marks, numerals, parts, privacy, quantities, series, structure, usage, vocabulary, words
from taizhou_brief.rules.rule import IssueRule, Rule, SeriesRule

ISSUE_RULES: tuple[IssueRule, ...] = (
    structure.section_out_of_order,
    structure.measure_out_of_order,
    structure.lone_first_measure,
    structure.third_level_out_of_order,
    parts.empty_article,
    parts.empty_section,
    structure.run_on_measures_out_of_order,
    parts.county_of_title_not_listed,
    parts.paragraph_broken_off,
    parts.title_used_twice,
    parts.blank_not_filled_in,
    parts.erratum_that_corrects_nothing,
    vocabulary.one_name_written_two_ways,
    vocabulary.term_not_as_agreed,
    vocabulary.county_with_a_wrong_suffix,
    marks.half_width_stop_beside_han,
    marks.half_width_bracket_beside_han,
    marks.straight_quote_beside_han,
    usage.unbalanced_pair,
    marks.wrong_ellipsis,
    marks.hyphens_for_dash,
    usage.wrong_mark_after_ordinal,
    marks.wrong_bracket_in_document_number,
    usage.heading_that_ends_with_a_stop,
    usage.space_beside_chinese_mark,
    usage.doubled_stop,
    usage.comma_between_quoted_items,
    usage.stop_at_start_of_paragraph,
    numerals.hyphen_in_range,
    numerals.range_with_an_ambiguous_first_unit,
    numerals.approximated_twice,
    numerals.colon_for_ratio,
    numerals.two_digit_year,
    numerals.dotted_date,
    numerals.slash_in_compound_unit,
    numerals.mixed_thousands_separators,
    numerals.full_width_digits,
    numerals.digits_with_han_thousand,
    numerals.fall_in_multiples,
    numerals.percent_sign_with_points,
    quantities.part_larger_than_its_whole,
    quantities.share_above_one_hundred,
    quantities.one_count_with_two_values,
    words.union_for_surplus,
    words.deadline_for_as_of,
    words.curtain_for_account,
    words.other_in_two_ways,
    words.landing_for_login,
    words.miswritten_word,
    words.wrong_name_of_an_authority,
    words.revelation_for_notice,
    words.reaction_for_report,
    words.said_twice,
    words.superseded_form,
    privacy.identity_number,
    privacy.mobile_number,
    privacy.bank_card_number,
    privacy.mark_of_secrecy_in_public,
)

SERIES_RULES: tuple[SeriesRule, ...] = (
    series.number_used_twice,
    series.gap_in_numbers,
    series.date_before_the_issue_before,
    series.total_that_does_not_grow,
)

RULES: tuple[Rule, ...] = tuple(sorted((*ISSUE_RULES, *SERIES_RULES), key=lambda rule: rule.code))
"""All of them, by code."""
