//! The end of a log, with its bytes: what was written last, and how to take
//! it away again.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use super::error::{Doing, StoreError};
use super::header::Header;
use super::lock::LockedLog;
use super::read::{self, BUFFER};
use super::replacement::{Original, Replacement};
use super::row::RowReader;
use super::{Content, LogFile};

/// The last lines of a log.
#[derive(Debug)]
pub struct Ending {
    /// The header; `None` in a file that holds nothing yet.
    pub header: Option<Header>,
    /// The lines that say something, readable or not, in the file's order.
    pub lines: Vec<LastLine>,
    /// Whether these are all of the file.
    pub whole: bool,
    /// Bytes of the file.
    length: u64,
}

/// A line near the end of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastLine {
    /// Where it begins, in bytes.
    pub start: u64,
    /// How many lines of the ending are before it, blank ones included.
    pub before: u64,
    /// Its bytes, with the line end.
    pub bytes: Vec<u8>,
    /// What it says; faults are without a line number.
    pub content: Content,
}

impl LogFile {
    /// The lines in the last `most` bytes; blank ones are passed over.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it is no log.
    pub fn ending(&self, most: u64) -> Result<Ending, StoreError> {
        self.refuse_special()?;
        let failed = |cause| self.failed(Doing::Read, cause);
        let opened = read::begin(read::open(self.path())?, self.path(), BUFFER)?;
        let mut reader = opened.reader;
        let length = reader.get_ref().metadata().map_err(failed)?.len();
        let mut ending = Ending {
            header: opened.header.clone(),
            lines: Vec::new(),
            whole: true,
            length,
        };
        let Some(header) = opened.header else {
            return Ok(ending);
        };
        let mut start = opened.start;
        let from = length.saturating_sub(most);
        if from > start {
            // From one byte before: where that is a line end, a row begins at `from`.
            reader.seek(SeekFrom::Start(from - 1)).map_err(failed)?;
            start = from - 1 + reader.skip_until(b'\n').map_err(failed)? as u64;
            ending.whole = false;
        }
        let mut rows = RowReader::new(header);
        for before in 0.. {
            let mut bytes = Vec::new();
            let read = reader.read_until(b'\n', &mut bytes).map_err(failed)?;
            if read == 0 {
                break;
            }
            let content = rows.read(0, &bytes);
            if content != Content::Blank {
                ending.lines.push(LastLine {
                    start,
                    before,
                    bytes,
                    content,
                });
            }
            start += read as u64;
        }
        Ok(ending)
    }

    /// The number of the line that begins at byte `start`; the header is line 1.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn number_of(&self, start: u64) -> Result<u64, StoreError> {
        let failed = |cause| self.failed(Doing::Read, cause);
        let file = read::open(self.path())?;
        let mut reader = BufReader::with_capacity(BUFFER, file.take(start));
        let mut number = 1;
        while reader.skip_until(b'\n').map_err(failed)? > 0 {
            number += 1;
        }
        Ok(number)
    }
}

impl LockedLog {
    /// Takes away `lines` of `ending`, whatever else is at the end of the file.
    ///
    /// # Errors
    /// When the log has changed since `ending` was read, or cannot be written;
    /// it is then as it was.
    pub fn cut(&self, ending: &Ending, lines: &[LastLine]) -> Result<(), StoreError> {
        let original = Original::open(self)?;
        let changed = || StoreError::Changed {
            path: self.path().to_owned(),
        };
        let failed = |cause| self.failed(Doing::Read, cause);
        let mut file = &original.file;
        if file.metadata().map_err(failed)?.len() != ending.length {
            return Err(changed());
        }
        let mut replacement = Replacement::begin(self)?;
        let mut at = 0;
        for line in lines {
            let before = line.start.checked_sub(at).ok_or_else(changed)?;
            file.seek(SeekFrom::Start(at)).map_err(failed)?;
            replacement.copy(&mut file.take(before))?;
            if !holds(file, &line.bytes).map_err(failed)? {
                return Err(changed());
            }
            at = line.start + line.bytes.len() as u64;
        }
        file.seek(SeekFrom::Start(at)).map_err(failed)?;
        replacement.copy(&mut file)?;
        replacement.replace(original)
    }
}

/// Whether `bytes` come next in `file`.
fn holds(file: &File, bytes: &[u8]) -> std::io::Result<bool> {
    let mut found = Vec::with_capacity(bytes.len());
    file.take(bytes.len() as u64).read_to_end(&mut found)?;
    Ok(found == bytes)
}
