//! How a verdict comes about, in two sentences, with where the numbers are from.

use crate::analysis::Report;
use crate::guidance::Source;
use crate::term::format::count;

/// Farrar and Ostelo: what patients call meaningful.
const EASED: &[u16] = &[1, 2];
/// Wallwork, Menezes Costa, Kongsted: when most acute back pain levels off.
const COURSE: &[u16] = &[3, 4, 43];

/// The method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// What is rated, and on which scale.
    pub scale: String,
    /// Two sentences, with the numbers of their sources in brackets.
    pub sentences: Vec<String>,
    /// The sources, each with its number.
    pub sources: Vec<Cited>,
}

/// A source as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its number in `backcare tips --sources`, too.
    pub number: u16,
    /// The short citation.
    pub cite: String,
    /// Its DOI or address, without `https://`.
    pub place: Option<String>,
}

impl Method {
    pub fn new(report: &Report, sources: &[Source]) -> Self {
        let weeks = report.settings.consult_after_weeks;
        Self {
            scale: "Own rating: average back pain over the last 24 hours, 0 (none) to 10 \
                    (worst imaginable), the 11-point Numeric Rating Scale."
                .to_owned(),
            sentences: vec![
                format!(
                    "The mean of the last two weeks is compared with that of the first days \
                     logged; 30% and at least 1 point lower counts as eased {}.",
                    mark(EASED)
                ),
                format!(
                    "A doctor is advised for warning signs, marked worsening, or pain of 3 or \
                     more not eased after {}; most acute back pain levels off by week 6 or 7 {}.",
                    count(weeks, "week"),
                    mark(COURSE)
                ),
            ],
            sources: sources
                .iter()
                .filter(|source| EASED.contains(&source.number) || COURSE.contains(&source.number))
                .map(|source| Cited {
                    number: source.number,
                    cite: source.cite.clone(),
                    place: source
                        .address()
                        .map(|url| url.trim_start_matches("https://").to_owned()),
                })
                .collect(),
        }
    }
}

/// `[1, 2]`.
fn mark(numbers: &[u16]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u16::to_string).collect();
    format!("[{}]", numbers.join(", "))
}
