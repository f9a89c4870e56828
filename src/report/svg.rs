//! The chart as SVG: alone in a file, or within a page.
//!
//! Knows shapes and colours; what is drawn where is `plot`'s.

use std::fmt::Write as _;

use super::chart::{Anchor, Chart, Ink, Plot, Point, Shape, WIDE, plot};
use crate::analysis::Report;
use crate::domain::DistanceUnit;

/// Colours and strokes by class; without variables, which few programs but
/// browsers know.
pub const STYLE: &str = include_str!("html/chart.css");

/// The chart alone, as a file.
pub fn report_svg(report: &Report, unit: DistanceUnit) -> String {
    let chart = Chart::new(report, unit);
    let drawn = drawing(&chart, WIDE, "chart", Some(STYLE));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{drawn}\n")
}

/// The `svg` element, so many points wide. `id` begins its ids and is its class;
/// `style` is for one that stands alone.
pub fn drawing(chart: &Chart, width: f64, id: &str, style: Option<&str>) -> String {
    let plot = plot(chart, width);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{id}\" viewBox=\"0 0 {w} {h}\" \
         role=\"img\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\"",
        w = number(plot.width),
        h = number(plot.height),
    );
    if style.is_some() {
        let _ = write!(
            out,
            " width=\"{}\" height=\"{}\" lang=\"en\"",
            number(plot.width),
            number(plot.height)
        );
    }
    let _ = write!(
        out,
        ">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
        escape(&chart.title),
        escape(&chart.description)
    );
    if let Some(style) = style {
        let _ = write!(
            out,
            "<style>{}</style>\n<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n",
            escape(style)
        );
    }
    shapes(&mut out, &plot);
    out.push_str("</svg>");
    out
}

fn shapes(out: &mut String, plot: &Plot) {
    for shape in &plot.shapes {
        let _ = match shape {
            Shape::Rect { at, size, ink } => writeln!(
                out,
                "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                class(*ink),
                number(at.0),
                number(at.1),
                number(size.0),
                number(size.1)
            ),
            Shape::Line { points, ink } => {
                let points: Vec<String> = points.iter().copied().map(pair).collect();
                writeln!(
                    out,
                    "<polyline class=\"{}\" points=\"{}\"/>",
                    class(*ink),
                    points.join(" ")
                )
            }
            Shape::Dot { at, radius, ink } => writeln!(
                out,
                "<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                class(*ink),
                number(at.0),
                number(at.1),
                number(*radius)
            ),
            Shape::Triangle { at, size, ink } => writeln!(
                out,
                "<path class=\"{}\" d=\"M{} {}l{half} {size}h-{size}z\"/>",
                class(*ink),
                number(at.0),
                number(at.1),
                half = number(size / 2.0),
                size = number(*size)
            ),
            Shape::Text { at, text, anchor, ink } => writeln!(
                out,
                "<text class=\"{}{}\" x=\"{}\" y=\"{}\">{}</text>",
                class(*ink),
                match anchor {
                    Anchor::Start => "",
                    Anchor::End => " end",
                },
                number(at.0),
                number(at.1),
                escape(text)
            ),
        };
    }
}

const fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Window => "window",
        Ink::Grid => "grid",
        Ink::Axis => "axis",
        Ink::Day => "day",
        Ink::Mean => "mean",
        Ink::Threshold => "threshold",
        Ink::Stretch => "stretch",
        Ink::Goal => "goal",
        Ink::Run => "run",
        Ink::Symptom => "symptom",
        Ink::Urgent => "urgent-symptom",
        Ink::Label => "label",
        Ink::Title => "title",
    }
}

/// A place in a list of them.
fn pair((x, y): Point) -> String {
    format!("{},{}", number(x), number(y))
}

/// At most one decimal.
fn number(value: f64) -> String {
    crate::term::format::amount(value)
}

/// `text` for element content and attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
