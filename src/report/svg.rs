//! The chart as SVG: alone in a file, or within a page.

use maud::{Markup, PreEscaped, html};

use super::chart::{Chart, Form, Plot, WIDE, plot};
use crate::analysis::Report;
use crate::domain::DistanceUnit;
use crate::term::format::amount as number;

/// Colours and strokes by class; without variables, which few programs but
/// browsers know.
pub const STYLE: &str = include_str!("html/chart.css");

/// The chart alone, as a file.
pub fn report_svg(report: &Report, unit: DistanceUnit) -> String {
    let chart = Chart::new(report, unit);
    let plot = plot(&chart, WIDE);
    let (width, height) = (number(plot.width), number(plot.height));
    let inner = html! {
        style { (PreEscaped(STYLE)) }
        rect class="back" width="100%" height="100%" {}
    };
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox={"0 0 " (width) " " (height)}
            role="img" aria-labelledby="chart-title" aria-describedby="chart-desc"
            width=(width) height=(height) lang="en" { (shapes(&chart, &plot, "chart", &inner)) }
    };
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", svg.into_string())
}

/// The `svg` element of a page, so many points wide. `id` begins its ids and is its class.
pub fn drawing(chart: &Chart, width: f64, id: &str) -> Markup {
    let plot = plot(chart, width);
    html! {
        svg class=(id) viewBox={"0 0 " (number(plot.width)) " " (number(plot.height))} role="img"
            aria-labelledby={(id) "-title"} aria-describedby={(id) "-desc"} {
            (shapes(chart, &plot, id, &html! {}))
        }
    }
}

fn shapes(chart: &Chart, plot: &Plot, id: &str, before: &Markup) -> Markup {
    html! {
        title id={(id) "-title"} { (chart.title) }
        desc id={(id) "-desc"} { (chart.description) }
        (before)
        @for shape in &plot.shapes { (drawn(shape.meaning.name(), &shape.form)) "\n" }
    }
}

fn drawn(class: &str, form: &Form) -> Markup {
    html! {
        @match form {
            Form::Rect((x, y), (width, height)) => {
                rect class=(class) x=(number(*x)) y=(number(*y)) width=(number(*width))
                    height=(number(*height)) {}
            }
            Form::Line(points) => {
                polyline class=(class) points={
                    @for (x, y) in points { (number(*x)) "," (number(*y)) " " }
                } {}
            }
            Form::Dot((x, y), radius) => {
                circle class=(class) cx=(number(*x)) cy=(number(*y)) r=(number(*radius)) {}
            }
            Form::Triangle((x, y), size) => {
                @let (half, size) = (number(size / 2.0), number(*size));
                path class=(class) d={
                    "M" (number(*x)) " " (number(*y)) "l" (half) " " (size) "h-" (size) "z"
                } {}
            }
            Form::Text((x, y), text) => {
                text class=(class) x=(number(*x)) y=(number(*y)) { (text) }
            }
            Form::TextEnd((x, y), text) => {
                text class={(class) " end"} x=(number(*x)) y=(number(*y)) { (text) }
            }
        }
    }
}
