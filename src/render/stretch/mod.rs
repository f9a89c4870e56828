//! A stretching session: in lines of text, and as a screen.

mod font;
mod layout;
mod lines;
mod screen;

pub use lines::{LegSymptom, clock, held_line, leg_symptoms, plan, routine_list, step_line};
pub use screen::{Mode, Scene, screen};

#[cfg(test)]
mod tests;
