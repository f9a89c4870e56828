//! Why a topic was picked, in words, with the numbers that led to it.

use crate::analysis::{Pick, Why};
use crate::domain::DistanceUnit;
use crate::term::format::{date, decimal, whole};

/// A sentence that says why, without its full stop.
pub fn pick_reason(pick: &Pick, unit: DistanceUnit) -> String {
    match pick.why {
        Why::UrgentSign(sign) => format!("You recorded {} on {}", sign.symptom, date(sign.date)),
        Why::UnreadSign(sign) => format!("An entry that was not read may mean {sign}"),
        Why::Consult => "Your report says to have a doctor look at it".to_owned(),
        Why::NoStretch => "You are in pain, and logged no stretch in the last 7 days".to_owned(),
        Why::MostlyRunning { share, runs } => format!(
            "Running is {}% of your training minutes of the last 28 days, in {runs} runs",
            whole(share * 100.0)
        ),
        Why::LongerRun { run, before } => {
            let (run, before) = (unit.of(run), unit.of(before));
            let percent = whole((run / before - 1.0) * 100.0);
            let (run, before) = (decimal(run), decimal(before));
            format!(
                "Your longest run of the last 7 days, {run} {0}, is {percent}% beyond the longest \
                 of the 30 days before, {before} {0}",
                unit.name()
            )
        }
        Why::InTurn => "Nothing in your log stands out; the topics take turns by date".to_owned(),
    }
}
