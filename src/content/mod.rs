//! The embedded guidance.
