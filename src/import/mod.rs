//! Records from elsewhere: one file per foreign format.
//!
//! Pure: what is to change is computed here, from what the store has read.
//! Nothing here opens a file or knows of commands.

pub mod backcare;
