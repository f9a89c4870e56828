//! Rows out, in one of three formats.

use std::io::{self, Write};

use super::Format;
use crate::context::Context;
use crate::domain::{DistanceUnit, Entry};
use crate::render::history::{Layout, Widths, json, json_end, json_start};
use crate::render::{Theme, for_terminal};
use crate::store::Header;

/// Writes what is listed: measure every row, begin, rows, end.
#[derive(Debug)]
pub(super) struct Writer {
    format: Format,
    unit: DistanceUnit,
    theme: Theme,
    /// Bytes reach a terminal as they are.
    bare: bool,
    widths: Widths,
    layout: Option<Layout>,
    header: Header,
    /// No row has been written yet.
    first: bool,
}

impl Writer {
    pub(super) fn new(format: Format, unit: DistanceUnit, context: &Context) -> Self {
        Self {
            format,
            unit,
            theme: context.theme(),
            bare: context.is_stdout_terminal(),
            widths: Widths::default(),
            layout: None,
            header: Header::new(),
            first: true,
        }
    }

    /// Columns are as wide as their widest row.
    pub(super) fn measure(&mut self, row: &Entry) {
        if self.format == Format::Text {
            self.widths.add(row, self.unit);
        }
    }

    pub(super) fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Text => {
                let layout = Layout::new(self.widths, self.unit, self.theme);
                out.write_all(layout.header().as_bytes())?;
                self.layout = Some(layout);
                Ok(())
            }
            Format::Csv => out.write_all(self.header.bytes()),
            Format::Json => out.write_all(json_start().as_bytes()),
        }
    }

    pub(super) fn rows(&mut self, rows: &[Entry], out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Text => {
                let Some(layout) = &self.layout else {
                    return Ok(());
                };
                for row in rows {
                    out.write_all(layout.row(row).as_bytes())?;
                }
            }
            Format::Csv => {
                let lines = self.header.lines(rows);
                out.write_all(if self.bare { harmless(&lines) } else { lines }.as_slice())?;
            }
            Format::Json => {
                out.write_all(&json(rows, self.first)?)?;
                self.first &= rows.is_empty();
            }
        }
        Ok(())
    }

    pub(super) fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Text | Format::Csv => Ok(()),
            Format::Json => out.write_all(json_end().as_bytes()),
        }
    }
}

/// Lines for a terminal: a note must not drive it, in whatever format.
fn harmless(lines: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(lines)
        .lines()
        .flat_map(|line| [for_terminal(line), "\n".to_owned()])
        .collect::<String>()
        .into_bytes()
}
