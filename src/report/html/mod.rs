//! The doctor's page as one HTML file: no script, nothing from anywhere else.
//!
//! `maud` escapes every text; the only markup that goes in as it is are the
//! style and the drawing, which hold no text of a log.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::chart::{Chart, ChartDay, NARROW, WIDE};
use super::document::{Document, Labelled, Method, NO_NOTES, Number, headings};
use super::svg::drawing;
use super::verdict_text::Tone;
use crate::report::table::{Column, Side};
use crate::term::format::{amount, date, decimal};

/// The page's style and the chart's.
const STYLE: &str = concat!(include_str!("page.css"), include_str!("chart.css"));

/// Only the style with this hash is applied, and nothing at all is fetched. A
/// test compares it with the style.
const POLICY: &str = "default-src 'none'; style-src 'sha256-EwBojgGHnztkLgbVuYRH4c1GppjrhslqymvyOT3H05g='; \
                      base-uri 'none'; form-action 'none'";

/// The page, with a line end.
pub fn report_html(document: &Document) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (document.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header {
                        h1 { "Back pain report" }
                        dl.about { @for item in &document.about { div { (labelled(item)) } } }
                    }
                    (verdict(document))
                    (course(document))
                    @if !document.weeks.is_empty() {
                        section aria-labelledby="tried" {
                            h2 #tried { (headings::TRIED) }
                            (weeks(&document.weeks_of_page()))
                        }
                    }
                    @if let Some(notes) = &document.notes { (self::notes(notes)) }
                    (method(&document.method))
                    footer {
                        p { (document.disclaimer) " " }
                        @if let Some(urgent) = document.urgent_for_doctor() {
                            p { strong { (urgent) } }
                        }
                    }
                }
            }
        }
    };
    markup.into_string() + "\n"
}

/// What may be of the log stands apart, whichever way it is written.
fn labelled(item: &Labelled) -> Markup {
    html! { dt { (item.label) } dd { bdi { (item.text) } } }
}

fn verdict(document: &Document) -> Markup {
    let tone = match document.tone {
        Tone::Urgent => "urgent",
        Tone::Consult => "consult",
        Tone::Good => "good",
        Tone::Plain => "plain",
    };
    let said = html! { div.said { @for paragraph in &document.for_doctor { p { (paragraph) } } } };
    // What to do now goes before what it comes from.
    let is_urgent = document.tone == Tone::Urgent;
    html! {
        section.verdict.(tone) aria-labelledby="verdict" {
            h2 #verdict { (document.verdict.headline) }
            @if is_urgent { (said) }
            (numbers(&document.numbers))
            @if !document.summary.is_empty() {
                dl.facts { @for fact in &document.summary { (labelled(fact)) } }
            }
            @if !is_urgent { (said) }
        }
    }
}

fn numbers(numbers: &[Number]) -> Markup {
    html! {
        @if !numbers.is_empty() {
            dl.numbers {
                @for number in numbers {
                    div {
                        dt { (number.name) }
                        dd.value { strong { (number.value) } (number.unit) }
                        dd.detail { (number.detail) }
                    }
                }
            }
        }
    }
}

fn course(document: &Document) -> Markup {
    html! {
        section.course aria-labelledby="course" {
            h2 #course { (headings::COURSE) }
            @if let Some(chart) = &document.chart { (figure(chart, &document.method)) }
        }
    }
}

fn figure(chart: &Chart, method: &Method) -> Markup {
    html! {
        figure {
            figcaption { (method.scale) }
            (drawing(chart, WIDE, "chart-wide"))
            (drawing(chart, NARROW, "chart-narrow"))
        }
        details {
            summary { "The chart as a table, day by day" }
            (days(chart))
        }
    }
}

fn notes(notes: &[Labelled]) -> Markup {
    html! {
        section aria-labelledby="notes" {
            h2 #notes { (headings::NOTES) }
            @if notes.is_empty() {
                p { (NO_NOTES) }
            } @else {
                dl.facts { @for note in notes { (labelled(note)) } }
            }
        }
    }
}

fn method(method: &Method) -> Markup {
    html! {
        section.method aria-labelledby="method" {
            h2 #method { (headings::METHOD) } " "
            p { (method.rule) }
            p.sources { (method.sources) }
        }
    }
}

/// The weeks, with the titles of groups over those of columns.
fn weeks(columns: &[Column]) -> Markup {
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let groups: Vec<&[Column]> = columns.chunk_by(|a, b| a.group == b.group).collect();
    // Each column, and whether it begins a group that is not the first.
    let columns = groups.iter().enumerate().flat_map(|(group, columns)| {
        columns.iter().enumerate().map(move |(at, column)| (column, group > 0 && at == 0))
    });
    let columns: Vec<(&Column, bool)> = columns.collect();
    let is_left = |column: &Column| column.side == Side::Left;
    html! {
        section.scroll tabindex="0" aria-label="Table by week" {
            table {
                thead {
                    tr {
                        @for (number, group) in groups.iter().enumerate() {
                            @let (first, is_later) = (&group[0], number > 0);
                            @if first.name.is_empty() {
                                th.left[is_left(first)].first[is_later] rowspan="2" scope="col" {
                                    (first.group)
                                }
                            } @else {
                                th colspan=(group.len()) scope="colgroup" { (first.group) }
                            }
                        }
                    }
                    tr {
                        @for (column, is_first) in columns.iter() {
                            @if !column.name.is_empty() {
                                th.first[*is_first] scope="col" { (column.name) }
                            }
                        }
                    }
                }
                tbody {
                    @for row in 0..rows {
                        tr {
                            @for (number, (column, is_first)) in columns.iter().enumerate() {
                                @let text = column.cells.get(row).map_or("", String::as_str);
                                @if number == 0 {
                                    th scope="row" { (text) }
                                } @else {
                                    td.left[is_left(column)].first[*is_first] { bdi { (text) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the chart shows of each day on which anything was recorded.
fn days(chart: &Chart) -> Markup {
    let is_recorded = |day: &&ChartDay| {
        day.pain.is_some() || day.stretches > 0 || day.run.is_some() || !day.symptoms.is_empty()
    };
    html! {
        section.scroll tabindex="0" aria-label="The chart as a table" {
            table.days {
                caption.soft { "Days on which nothing was recorded are left out." }
                thead {
                    tr {
                        th.left scope="col" { "Day" }
                        th scope="col" { "Pain" }
                        th scope="col" { "7-day mean" }
                        th scope="col" { "Stretches" }
                        th scope="col" { "Run, " (chart.unit.name()) }
                        th.left.first scope="col" { "Symptoms" }
                    }
                }
                tbody {
                    @for day in chart.days.iter().filter(is_recorded) {
                        tr {
                            th scope="row" { (date(day.date)) }
                            td { (number(day.pain)) }
                            td { (number(day.mean)) }
                            td { (day.stretches) }
                            td { (day.run.map_or_else(|| "-".to_owned(), amount)) }
                            td.left.first { (day.symptoms.join(", ")) }
                        }
                    }
                }
            }
        }
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), decimal)
}
