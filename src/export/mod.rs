//! The log's rows for other programs.

mod fhir;

pub use fhir::{BundleWriter, Choices};
