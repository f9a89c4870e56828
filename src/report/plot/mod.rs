//! The page's chart as shapes on a plane, in points from its upper left corner:
//! SVG and PDF draw the same ones.

mod bars;
mod legend;
mod pain;
mod pen;
mod shape;

pub use shape::{Anchor, Ink, Plot, Point, Shape};

use self::bars::bar_panels;
use self::legend::legend;
use self::pain::pain_panel;
use self::pen::{CHARACTER, LEFT, Pen};
use super::page::Chart;

/// How wide the drawing is for a page and a large screen, and for a phone.
pub const WIDE: f64 = 820.0;
pub const NARROW: f64 = 330.0;

/// The chart, so many points wide.
pub fn plot(chart: &Chart, width: f64) -> Plot {
    let mut pen = Pen::new(width, chart.days.len());
    let top = legend(&mut pen, chart);
    let bottom = pain_panel(&mut pen, chart, top);
    let bottom = time_axis(&mut pen, chart, bottom);
    let height = bar_panels(&mut pen, chart, bottom);
    Plot {
        width,
        height,
        shapes: pen.shapes,
    }
}

/// Days on which a symptom was recorded, and dates, beneath `base`.
fn time_axis(pen: &mut Pen, chart: &Chart, base: f64) -> f64 {
    let mut y = base;
    if chart.days.iter().any(|day| !day.symptoms.is_empty()) {
        for (number, day) in chart.days.iter().enumerate() {
            if !day.symptoms.is_empty() {
                pen.shapes.push(Shape::Triangle {
                    at: (pen.middle(number), y + 4.0),
                    size: (pen.day * 1.1).clamp(4.0, 8.0),
                    ink: if day.is_urgent {
                        Ink::Urgent
                    } else {
                        Ink::Symptom
                    },
                });
            }
        }
        y += 11.0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a width in characters is small and positive"
    )]
    let room = ((pen.width - LEFT) / CHARACTER) as usize;
    for (day, label) in chart.labels(room) {
        let x = pen.x(day);
        pen.line(vec![(x, base), (x, base + 4.0)], Ink::Axis);
        pen.text((x, y + 13.0), label, Anchor::Start, Ink::Label);
    }
    y + 20.0
}
