//! What the signs of the chart mean.

use super::pen::{LEFT, LINE, Pen, WIDEST_DOT, text_width};
use super::shape::{Anchor, Ink, Shape};
use crate::report::page::{Chart, ChartDay};

/// What the signs mean; gives the height that it took.
pub fn legend(pen: &mut Pen, chart: &Chart) -> f64 {
    let mut items = vec![(Ink::Day, "day".to_owned())];
    let is_joined = |pair: &[ChartDay]| pair.iter().all(|day| day.mean.is_some());
    if chart.days.windows(2).any(is_joined) {
        items.push((Ink::Mean, "7-day mean".to_owned()));
    }
    if let Some(threshold) = &chart.threshold {
        items.push((Ink::Threshold, threshold.label.clone()));
    }
    let has = |urgent| {
        let marked = |day: &ChartDay| !day.symptoms.is_empty() && day.is_urgent == urgent;
        chart.days.iter().any(marked)
    };
    if has(false) {
        items.push((Ink::Symptom, "symptom".to_owned()));
    }
    if has(true) {
        items.push((Ink::Urgent, "urgent symptom".to_owned()));
    }
    let (mut x, mut y) = (LEFT, 11.0);
    for (ink, text) in items {
        let sign = match ink {
            Ink::Mean | Ink::Threshold => 22.0,
            _ => 10.0,
        };
        let width = sign + 4.0 + text_width(&text);
        if x > LEFT && x + width > pen.width {
            (x, y) = (LEFT, y + LINE);
        }
        let middle = y - 4.0;
        match ink {
            Ink::Day => pen.shapes.push(Shape::Dot {
                at: (x + sign / 2.0, middle),
                radius: WIDEST_DOT,
                ink,
            }),
            Ink::Symptom | Ink::Urgent => pen.shapes.push(Shape::Triangle {
                at: (x + sign / 2.0, middle - 4.0),
                size: 8.0,
                ink,
            }),
            _ => pen.line(vec![(x, middle), (x + sign, middle)], ink),
        }
        pen.text((x + sign + 4.0, y), text, Anchor::Start, Ink::Label);
        x += width + 14.0;
    }
    y + 8.0
}
