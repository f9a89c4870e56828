//! Tables of the page: by week for everybody, by day for those who do not see
//! the chart.

use maud::{Markup, html};

use crate::report::chart::{Chart, ChartDay};
use crate::report::table::{Column, Side};
use crate::term::format::{amount, date, decimal};

/// A title over the columns side by side that it belongs to.
struct Group {
    title: &'static str,
    columns: usize,
    /// One column without a name of its own.
    is_plain: bool,
    side: Side,
    /// Not the first.
    is_later: bool,
}

/// The weeks, with the titles of groups over those of columns.
pub fn weeks(columns: &[Column]) -> Markup {
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let groups = groups(columns);
    html! {
        section.scroll tabindex="0" aria-label="Table by week" {
            table {
                thead {
                    tr {
                        @for group in &groups {
                            @if group.is_plain {
                                th.left[group.side == Side::Left].first[group.is_later]
                                    rowspan="2" scope="col" { (group.title) }
                            } @else {
                                th colspan=(group.columns) scope="colgroup" { (group.title) }
                            }
                        }
                    }
                    tr {
                        @for (number, column) in columns.iter().enumerate() {
                            @if !column.name.is_empty() {
                                th.first[is_first(columns, number)] scope="col" { (column.name) }
                            }
                        }
                    }
                }
                tbody {
                    @for row in 0..rows {
                        tr {
                            @for (number, column) in columns.iter().enumerate() {
                                (cell(columns, number, column, row))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(columns: &[Column], number: usize, column: &Column, row: usize) -> Markup {
    let text = column.cells.get(row).map_or("", String::as_str);
    let is_first = is_first(columns, number);
    html! {
        @if number == 0 {
            th scope="row" { (text) }
        } @else {
            td.left[column.side == Side::Left].first[is_first] { bdi { (text) } }
        }
    }
}

/// Whether a column begins a group.
fn is_first(columns: &[Column], number: usize) -> bool {
    let group = |number: usize| columns.get(number).map(|column| column.group);
    number.checked_sub(1).is_none_or(|before| group(before) != group(number))
}

fn groups(columns: &[Column]) -> Vec<Group> {
    columns
        .chunk_by(|a, b| a.group == b.group)
        .enumerate()
        .filter_map(|(number, columns)| {
            let first = columns.first()?;
            Some(Group {
                title: first.group,
                columns: columns.len(),
                is_plain: first.name.is_empty(),
                side: first.side,
                is_later: number > 0,
            })
        })
        .collect()
}

/// What the chart shows of each day on which anything was recorded.
pub fn days(chart: &Chart) -> Markup {
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
