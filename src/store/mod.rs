//! The CSV file.
