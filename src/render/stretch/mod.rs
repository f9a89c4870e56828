//! A stretching session: in lines of text, and as a screen.

mod font;
mod layout;
mod lines;
mod screen;

pub use lines::{RecordedSymptom, held_line, plan, recorded_symptoms, routine_list, step_line};
pub use screen::{Mode, Scene, screen};

#[cfg(test)]
mod tests;
