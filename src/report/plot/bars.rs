//! Stretching and running as bars, on the time axis of the pain.

use super::pen::{LEFT, LINE, Pen};
use super::shape::{Anchor, Ink, Shape};
use crate::domain::DistanceUnit;
use crate::report::page::Chart;
use crate::term::format::amount;

/// Height of a panel.
const BARS: f64 = 20.0;

/// Stretching and running, each where there was any; gives the height of all.
pub fn bar_panels(pen: &mut Pen, chart: &Chart, top: f64) -> f64 {
    let mut y = top;
    if chart.most_stretches > 0 {
        let goal = f64::from(chart.stretch_goal);
        let most = f64::from(chart.most_stretches).max(goal);
        let title = match chart.stretch_goal {
            0 => "Stretching sessions a day".to_owned(),
            goal => format!("Stretching sessions a day, goal {goal}"),
        };
        let values = chart.days.iter().map(|day| f64::from(day.stretches));
        let panel = Panel {
            title,
            most,
            mark: (goal > 0.0).then_some(goal),
            ink: Ink::Stretch,
        };
        y = bars(pen, &panel, values, y);
    }
    if chart.most_run > 0.0 {
        let title = match chart.unit {
            DistanceUnit::Km => "Kilometres run a day",
            DistanceUnit::Mi => "Miles run a day",
        };
        let values = chart.days.iter().map(|day| day.run.unwrap_or(0.0));
        let panel = Panel {
            title: title.to_owned(),
            most: chart.most_run,
            mark: None,
            ink: Ink::Run,
        };
        y = bars(pen, &panel, values, y);
    }
    y
}

struct Panel {
    title: String,
    most: f64,
    mark: Option<f64>,
    ink: Ink,
}

fn bars(pen: &mut Pen, panel: &Panel, values: impl Iterator<Item = f64>, top: f64) -> f64 {
    pen.text(
        (LEFT, top + 11.0),
        panel.title.as_str(),
        Anchor::Start,
        Ink::Title,
    );
    let roof = top + LINE + 3.0;
    let base = roof + BARS;
    pen.text(
        (LEFT - 5.0, roof + 8.0),
        amount(panel.most),
        Anchor::End,
        Ink::Label,
    );
    for (number, value) in values.enumerate() {
        if value > 0.0 {
            let tall = value / panel.most * BARS;
            let wide = (pen.day * 0.7).max(0.4);
            pen.shapes.push(Shape::Rect {
                at: (pen.middle(number) - wide / 2.0, base - tall),
                size: (wide, tall),
                ink: panel.ink,
            });
        }
    }
    if let Some(mark) = panel.mark {
        pen.across(base - mark / panel.most * BARS, Ink::Goal);
    }
    pen.across(base, Ink::Axis);
    base + 8.0
}
