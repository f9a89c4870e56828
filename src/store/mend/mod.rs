//! What is wrong in a log, line by line, and what of it has one meaning and
//! can be mended.
//!
//! Reads only; what is found is a value, and so is what would mend it.

mod dates;
mod doctor;
mod finding;
mod months;
mod repair;

use std::ops::ControlFlow;

use chrono::NaiveDate;

use self::doctor::Doctor;
use super::error::StoreError;
use super::file::LogFile;

pub use finding::{Diagnosis, Finding, Kind};
pub use repair::Fix;

impl LogFile {
    /// Looks at every line; `today` tells which days are yet to come.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it is no log.
    pub fn diagnose(&self, today: NaiveDate) -> Result<Diagnosis, StoreError> {
        self.refuse_special()?;
        let Some(header) = self.header()? else {
            return Ok(Diagnosis::default());
        };
        let mut doctor = Doctor::new(header, today);
        self.for_each(&mut |line| {
            doctor.show(&line);
            ControlFlow::Continue(())
        })?;
        doctor.look_at_the_header();
        self.for_each(&mut |line| {
            doctor.look_at(&line);
            ControlFlow::Continue(())
        })?;
        Ok(doctor.done())
    }
}
