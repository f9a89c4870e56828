//! The rows of some days, in the order of time, for commands that list them or
//! take them out.

mod days;
mod kept;
mod listed;

pub(super) use days::{Days, DaysArgs};
pub(super) use listed::Listed;
