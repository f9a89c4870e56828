//! Blocks as one HTML file: no script, nothing from anywhere else.
//!
//! `maud` escapes every text; the only markup that goes in as it is are the
//! style and the drawing, which hold no text of a log.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::block::{Block, Labelled, Number};
use super::chart::{Chart, NARROW, WIDE};
use super::document::Page;
use super::svg::drawing;
use super::table::{Align, TableColumn};
use super::verdict_text::Tone;

/// The page's style and the chart's.
const STYLE: &str = concat!(include_str!("page.css"), include_str!("chart.css"));

/// Only the style with this hash is applied, and nothing at all is fetched. A
/// test compares it with the style.
const POLICY: &str = "default-src 'none'; style-src 'sha256-Tx82vJi51pTopLE8AdGMarJJ6qXxdHKmy+2a02oLEbs='; \
                      base-uri 'none'; form-action 'none'";

/// The page, with a line end.
pub fn page_html(page: &Page) -> String {
    let parts = page.blocks.chunk_by(|_, next| !next.begins_part());
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (page.title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { @for (number, part) in parts.enumerate() { (self::part(number, part)) } } }
        }
    };
    markup.into_string() + "\n"
}

/// The blocks from a heading up to the next.
fn part(number: usize, blocks: &[Block]) -> Markup {
    let id = format!("part-{number}");
    let section = |class: &str, heading: &str, rest: &[Block]| {
        html! {
            section class=(class) aria-labelledby=(id) {
                h2 id=(id) { (heading) } " "
                @for block in rest { (self::block(block)) }
            }
        }
    };
    match blocks {
        [Block::Title(text, about), rest @ ..] => html! {
            header { h1 { (text) } (facts("about", about)) }
            @for block in rest { (self::block(block)) }
        },
        [Block::Headline(tone, text), rest @ ..] => {
            let tone = match tone {
                Tone::Urgent => "verdict urgent",
                Tone::Consult => "verdict consult",
                Tone::Good => "verdict good",
                Tone::Plain => "verdict plain",
            };
            section(tone, text, rest)
        }
        [Block::Heading(text), rest @ ..] => section("part", text, rest),
        rest => html! { footer { @for block in rest { (self::block(block)) } } },
    }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Title(..) | Block::Headline(..) | Block::Heading(_) | Block::Rule => html! {},
        Block::Paragraph(text) => html! { p { (text) } },
        Block::Strong(text) => html! { p { strong { (text) } } },
        Block::Small(text) => html! { p.small { (text) } },
        Block::Level(_, text) => html! { h3 { (text) } },
        Block::Item(lead, text) => html! { p { (lead.plain()) " " (text) } },
        Block::Source(source) => html! { p.small { "[" (source.number) "] " (source.cite) } },
        Block::Facts(items) => facts("facts", items),
        Block::Numbers(numbers) => self::numbers(numbers),
        Block::Table(columns) => table("Table by week", columns),
        Block::Chart(chart) => figure(chart),
    }
}

/// What may be of the log stands apart, whichever way it is written.
fn facts(class: &str, items: &[Labelled]) -> Markup {
    html! {
        dl class=(class) {
            @for item in items { div { dt { (item.label) } dd { bdi { (item.text) } } } }
        }
    }
}

fn numbers(numbers: &[Number]) -> Markup {
    html! {
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

fn figure(chart: &Chart) -> Markup {
    html! {
        figure {
            (drawing(chart, WIDE, "chart-wide"))
            (drawing(chart, NARROW, "chart-narrow"))
        }
        details {
            summary { "The chart as a table, day by day" }
            (table("The chart as a table", &chart.table()))
            p.small { "Days on which nothing was recorded are left out." }
        }
    }
}

/// A table, with the titles of groups over those of columns.
fn table(label: &str, columns: &[TableColumn]) -> Markup {
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let groups: Vec<&[TableColumn]> = columns.chunk_by(|a, b| a.group == b.group).collect();
    // Each column, and whether it begins a group that is not the first.
    let columns = groups.iter().enumerate().flat_map(|(group, columns)| {
        columns.iter().enumerate().map(move |(at, column)| (column, group > 0 && at == 0))
    });
    let columns: Vec<(&TableColumn, bool)> = columns.collect();
    let is_left = |column: &TableColumn| column.side == Align::Left;
    let has_names = columns.iter().any(|(column, _)| !column.name.is_empty());
    html! {
        section.scroll tabindex="0" aria-label=(label) {
            table {
                thead {
                    tr {
                        @for (number, group) in groups.iter().enumerate() {
                            @let (first, is_later) = (&group[0], number > 0);
                            @if first.name.is_empty() {
                                th.left[is_left(first)].first[is_later]
                                    rowspan=[has_names.then_some("2")] scope="col" {
                                    (first.group)
                                }
                            } @else {
                                th colspan=(group.len()) scope="colgroup" { (first.group) }
                            }
                        }
                    }
                    @if has_names {
                        tr {
                            @for (column, is_first) in columns.iter() {
                                @if !column.name.is_empty() {
                                    th.first[*is_first] scope="col" { (column.name) }
                                }
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
