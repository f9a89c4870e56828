//! Whole reports, as they look, and what holds for any of them.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::fixtures::{GUIDANCE, Log, falling, flat};
use super::{markdown, outline, report_json, report_text, screen, status_line, welcome};
use crate::analysis::{Period, Report};
use crate::domain::{DistanceUnit, Symptom};
use crate::term::{Glyphs, Theme};

fn text(report: &Report, color: bool, glyphs: Glyphs, width: usize) -> String {
    let theme = Theme::new(color, glyphs, width);
    report_text(&screen(report, &GUIDANCE, DistanceUnit::Km, false), &theme)
}

fn with_table(report: &Report, glyphs: Glyphs, width: usize) -> String {
    let theme = Theme::new(false, glyphs, width);
    report_text(&screen(report, &GUIDANCE, DistanceUnit::Km, true), &theme)
}

fn report_markdown(report: &Report, unit: DistanceUnit) -> String {
    markdown(&outline(report, &GUIDANCE, unit))
}

#[test]
fn a_flat_course_at_60_columns() {
    insta::assert_snapshot!(text(&flat().weeks(), false, Glyphs::Unicode, 60));
}

#[test]
fn a_flat_course_at_80_columns_in_colour() {
    let shown = text(&flat().weeks(), true, Glyphs::Unicode, 80);
    insta::assert_snapshot!(shown.replace('\u{1b}', "^"));
}

#[test]
fn a_falling_course_with_its_table_at_120_columns() {
    insta::assert_snapshot!(with_table(&falling().weeks(), Glyphs::Unicode, 120));
}

#[test]
fn a_flat_course_in_seven_bits() {
    insta::assert_snapshot!(text(&flat().weeks(), false, Glyphs::Ascii, 80));
}

#[test]
fn an_urgent_report_comes_first_and_last() {
    let log = flat().symptom(1, Symptom::LegWeakness);
    let shown = text(&log.report(Period::Weeks(3)), false, Glyphs::Unicode, 80);
    assert!(shown.starts_with("Be seen by a doctor today\n"), "{shown}");
    assert!(shown.ends_with("\nBe seen by a doctor today\n"), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn every_other_report_ends_with_the_urgent_signs() {
    for log in [flat(), falling(), Log::new(), Log::new().pain(0, 3)] {
        for shown in [
            text(&log.weeks(), false, Glyphs::Unicode, 200),
            report_markdown(&log.weeks(), DistanceUnit::Km),
        ] {
            let last = shown.lines().last().unwrap();
            assert!(last.contains("backcare tips urgent"), "{shown}");
        }
    }
}

#[test]
fn a_report_as_markdown() {
    insta::assert_snapshot!(report_markdown(&flat().weeks(), DistanceUnit::Mi));
}

#[test]
fn a_report_as_json() {
    let report = flat().report(Period::Weeks(1));
    insta::assert_snapshot!(report_json(&report, &GUIDANCE).unwrap());
}

#[test]
fn a_long_row_of_empty_weeks_is_one_line() {
    let years = Log::new().pain(4000, 3).level(0..5, 4);
    let shown = with_table(&years.report(Period::All), Glyphs::Unicode, 80);
    let table: Vec<&str> = shown
        .lines()
        .skip_while(|line| !line.starts_with("Week of"))
        .take_while(|line| !line.is_empty())
        .collect();
    assert_eq!(table.len(), 5, "{table:#?}");
    assert_eq!(table[3], "...");
    let two = Log::new().pain(21, 3).pain(0, 3).weeks();
    let shown = with_table(&two, Glyphs::Unicode, 80);
    assert!(shown.contains("\n9 Nov ") && !shown.contains("..."), "{shown}");
}

#[test]
fn status_in_one_line() {
    let theme = Theme::new(false, Glyphs::Unicode, 80);
    let logs = [
        Log::new().stretch(0, 7),
        flat(),
        Log::new().level(0..60, 5).stretch(0, 7).unreadable(2, 1),
        falling().stretch(0, 7).stretch(0, 8).stretch(0, 9),
        flat().symptom(0, Symptom::BothLegs),
        flat().seen(3),
    ];
    let lines: String = logs
        .iter()
        .map(|log| status_line(&log.report(Period::Weeks(1)), &GUIDANCE, &theme))
        .collect();
    insta::assert_snapshot!(lines, @"
    pain not logged today · stretched 1/1 · No pain is logged yet
    night-pain of 13 Oct · Not eased in 8 weeks: have a doctor look at it
    2 rows and 1 field unread · Not eased in 8 weeks: have a doctor look at it
    pain 1/10 · stretched 3/1 · Lower than at the start: 4.4 points (73%)
    Get emergency help now · both-legs of 22 Nov and 1 more · pain 5/10
    pain 5/10 · stretched 0/1 · Seen on 19 Nov 2026: go back if it gets worse
    ");
    for line in lines.lines() {
        assert!(line.width() <= 80, "{line}");
    }
}

#[test]
fn the_welcome_names_three_commands_and_the_urgent_signs() {
    let shown = welcome(&Theme::plain(60));
    insta::assert_snapshot!(shown, @r"
    Welcome to backcare. Nothing is logged yet; begin with

      backcare log 4    record today's pain, from 0 (none) to 10
      backcare tips     see what helps a runner's back
      backcare report   see how the pain goes over the weeks

    Some signs cannot wait for a log: backcare tips urgent
    ");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_line_is_wider_than_the_terminal(
        days in proptest::collection::vec((0u64..500, 0u8..=10, 0u32..4, 0u64..200_000), 0..80),
        symptom in proptest::option::of((0usize..Symptom::ALL.len(), 0u64..60)),
        weeks in 1u32..80,
        width in 60usize..200,
    ) {
        let mut log = Log::new();
        for (day, pain, stretches, metres) in days {
            log = log.pain(day, pain);
            for hour in 0..stretches {
                log = log.stretch(day, hour);
            }
            if metres > 0 {
                log = log.activity(day, "run", metres);
            }
        }
        if let Some((symptom, day)) = symptom {
            log = log.symptom(day, Symptom::ALL[symptom]);
        }
        let report = log.report(Period::Weeks(weeks));
        let drawn = with_table(&report, Glyphs::Unicode, width);
        for line in drawn.lines() {
            prop_assert!(line.width() <= width, "{} of {width}: {line}", line.width());
            prop_assert!(!line.ends_with(' '), "{line:?}");
        }
        let plain = with_table(&report, Glyphs::Ascii, width);
        prop_assert!(plain.is_ascii(), "{plain}");
        prop_assert_eq!(plain.lines().count(), drawn.lines().count());
        let markdown = report_markdown(&report, DistanceUnit::Km);
        prop_assert!(
            !markdown.contains(|c: char| ('\u{2500}'..='\u{28ff}').contains(&c)),
            "{}", markdown
        );
    }
}
