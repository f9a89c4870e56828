//! A log by its path, and reading it: the header, every line in turn, or the last
//! few. Takes no lock and never holds more than a buffer and the longest line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::error::{LogError, NotALog, Operation};
use super::fs::BUFFER;
use super::header::{self, Header};
use super::rows::{Content, LONGEST_ROW, Line, RowReader};
use super::{backup, fs};

/// For reading no more than the header, or what follows a seek.
pub const SMALL_BUFFER: usize = 4 * 1024;

/// A log by its path. Reading is here, writing in `write.rs`.
#[derive(Debug, Clone)]
pub struct LogFile {
    pub path: PathBuf,
}

impl LogFile {
    /// The log at this path, which need not be there.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Whether there is anything at its path.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn exists(&self) -> Result<bool, LogError> {
        let exists = self.path.try_exists();
        exists.map_err(|cause| self.failed(Operation::Read, cause))
    }

    /// The error of this log for what the system said.
    pub fn failed(&self, operation: Operation, cause: io::Error) -> LogError {
        LogError::io(&self.path, operation, cause)
    }

    /// Refuses what is no ordinary file: reading a pipe would wait without end.
    pub fn refuse_special(&self) -> Result<(), LogError> {
        match std::fs::metadata(&self.path) {
            Ok(found) if found.is_dir() => Err(LogError::not_a_log(&self.path, NotALog::Folder)),
            Ok(found) if !found.is_file() => Err(LogError::not_a_log(&self.path, NotALog::Special)),
            _ => Ok(()),
        }
    }

    /// Its header; `None` where the file holds nothing yet.
    ///
    /// # Errors
    /// When it cannot be read, or is no log.
    pub fn header(&self) -> Result<Option<Header>, LogError> {
        self.refuse_special()?;
        let lines = Lines::begin(self.open()?, &self.path, SMALL_BUFFER)?;
        Ok(lines.rows.map(|rows| rows.header))
    }

    /// Its lines, from the first one below the header.
    ///
    /// # Errors
    /// When it cannot be read, or is no log.
    pub fn lines(&self) -> Result<Lines<File>, LogError> {
        Lines::begin(self.open()?, &self.path, BUFFER)
    }

    /// The lines that begin within the last `most` bytes, with numbers that count
    /// from there; and whether these are all of them.
    ///
    /// # Errors
    /// When it cannot be read, or is no log.
    pub fn last_lines(&self, most: u64) -> Result<(Lines<File>, bool), LogError> {
        self.refuse_special()?;
        let mut lines = Lines::begin(self.open()?, &self.path, SMALL_BUFFER)?;
        let failed = |cause| self.failed(Operation::Read, cause);
        let length = lines.reader.get_ref().metadata().map_err(failed)?.len();
        let from = length.saturating_sub(most);
        if from <= lines.start {
            return Ok((lines, true));
        }
        // From one byte before: where that is a line end, a row begins at `from`.
        let reader = &mut lines.reader;
        reader.seek(SeekFrom::Start(from - 1)).map_err(failed)?;
        lines.start = from - 1 + reader.skip_until(b'\n').map_err(failed)? as u64;
        Ok((lines, false))
    }

    /// How many lines end before the byte at `start`, less the header.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn lines_before(&self, start: u64) -> Result<u64, LogError> {
        let mut reader = BufReader::with_capacity(BUFFER, self.open()?.take(start));
        let mut number = 0;
        loop {
            let skipped = reader.skip_until(b'\n');
            match skipped.map_err(|cause| self.failed(Operation::Read, cause))? {
                0 => return Ok(u64::saturating_sub(number, 1)),
                _ => number += 1,
            }
        }
    }

    /// All of its bytes.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn contents(&self) -> Result<Vec<u8>, LogError> {
        self.refuse_special()?;
        let mut bytes = Vec::new();
        let read = self.open()?.read_to_end(&mut bytes);
        read.map_err(|cause| self.failed(Operation::Read, cause))?;
        Ok(bytes)
    }

    /// Whether `path` is this log by another name, its lock or its temporary file.
    ///
    /// # Errors
    /// When the system does not say where one of them is.
    pub fn owns(&self, path: &Path) -> io::Result<bool> {
        let (Some(log), Some(other)) = (fs::find(&self.path)?, fs::find(path)?) else {
            return Ok(false);
        };
        let own = [fs::beside(&log, fs::LOCK), fs::beside(&log, fs::TEMPORARY), log];
        Ok(own.iter().any(|own| *own == other || fs::is_one_file(own, &other)))
    }

    /// Whether this is a log, or has the name of a copy of one.
    pub fn is_log_or_copy(&self) -> bool {
        let name = self.path.file_name().unwrap_or_default();
        self.path.is_file()
            && (matches!(self.header(), Ok(Some(_))) || backup::is_copy(&name.to_string_lossy()))
    }

    /// Other logs in its folder whose names begin and end as its own does, such as
    /// those that sync programs put there.
    pub fn others_beside(&self) -> Vec<Self> {
        let Ok(real) = fs::real(&self.path) else {
            return Vec::new();
        };
        let (stem, ending) = (text(real.file_stem()), text(real.extension()));
        let files = std::fs::read_dir(fs::folder_of(&real)).into_iter().flatten();
        let mut others: Vec<PathBuf> = files
            .flatten()
            .map(|file| file.path())
            .filter(|path| *path != real && path.is_file())
            .filter(|path| {
                let name = text(path.file_name());
                name.starts_with(&*stem) && name.ends_with(&*ending)
            })
            .filter(|path| matches!(Self::at(path).header(), Ok(Some(_))))
            .collect();
        others.sort_unstable();
        others.into_iter().map(Self::at).collect()
    }

    fn open(&self) -> Result<File, LogError> {
        let failed = |cause| self.failed(Operation::Read, cause);
        let folder = || LogError::not_a_log(&self.path, NotALog::Folder);
        // Windows would answer "permission denied" for a folder.
        let file = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied && self.path.is_dir() => {
                return Err(folder());
            }
            result => result.map_err(failed)?,
        };
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(folder());
        }
        Ok(file)
    }
}

fn text(part: Option<&std::ffi::OsStr>) -> std::borrow::Cow<'_, str> {
    part.unwrap_or_default().to_string_lossy()
}

/// The lines of a log, one after another.
pub struct Lines<R> {
    path: PathBuf,
    reader: BufReader<R>,
    rows: Option<RowReader>,
    number: u64,
    /// Where the next line begins, in bytes.
    pub start: u64,
    /// A line that is not whole in the reader's buffer.
    line: Vec<u8>,
    /// Bytes of the buffer that hold the last line; the next call consumes them.
    used: usize,
    /// What the last line says.
    content: Content,
}

impl<R: Read> Lines<R> {
    /// Reads the header of `source`, which `path` names in errors.
    ///
    /// # Errors
    /// When it cannot be read, or is no log.
    pub fn begin(source: R, path: &Path, buffer: usize) -> Result<Self, LogError> {
        let mut reader = BufReader::with_capacity(buffer, source);
        let mut line = Vec::new();
        (&mut reader)
            .take(header::LONGEST as u64)
            .read_until(b'\n', &mut line)
            .map_err(|cause| LogError::io(path, Operation::Read, cause))?;
        let header = if header::is_empty(&line) {
            None
        } else {
            Some(Header::parse(&line).map_err(|why| LogError::not_a_log(path, why))?)
        };
        Ok(Self {
            path: path.to_owned(),
            reader,
            rows: header.map(RowReader::new),
            number: 1,
            start: line.len() as u64,
            line,
            used: 0,
            content: Content::Blank,
        })
    }

    /// The same for who counts what rows say: their notes are checked and come out empty,
    /// and of a line that is too long for a row the rest is skipped.
    pub fn without_notes(mut self) -> Self {
        if let Some(rows) = &mut self.rows {
            rows.with_notes = false;
        }
        self
    }

    /// The header; `None` where the file holds nothing yet.
    pub fn header(&self) -> Option<&Header> {
        self.rows.as_ref().map(|rows| &rows.header)
    }

    /// The next line; `None` at the end of the file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn next_line(&mut self) -> Result<Option<Line<'_>>, LogError> {
        let Some(rows) = &mut self.rows else {
            return Ok(None);
        };
        let failed = |cause| LogError::io(&self.path, Operation::Read, cause);
        self.reader.consume(std::mem::take(&mut self.used));
        // An error comes again below, where it is told.
        let _ = self.reader.fill_buf();
        let end = memchr::memchr(b'\n', self.reader.buffer());
        let (line, read) = if let Some(end) = end {
            self.used = end + 1;
            (&self.reader.buffer()[..=end], end + 1)
        } else {
            // It runs on beyond the buffer, is the last one without an end, or there is none.
            self.line.clear();
            // Who rewrites rows needs every byte; who counts them no more than tells.
            let most = if rows.with_notes { u64::MAX } else { LONGEST_ROW as u64 + 2 };
            let mut reader = (&mut self.reader).take(most);
            let mut read = reader.read_until(b'\n', &mut self.line).map_err(failed)?;
            if read == 0 {
                return Ok(None);
            }
            if read as u64 == most && self.line.last() != Some(&b'\n') {
                read += self.reader.skip_until(b'\n').map_err(failed)?;
            }
            (&*self.line, read)
        };
        self.number += 1;
        let start = self.start;
        self.start += read as u64;
        rows.read(self.number, line, &mut self.content);
        Ok(Some(Line { number: self.number, start, bytes: line, content: &mut self.content }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_same_whatever_the_buffer() {
        let text = b"date,pain\n2026-11-20,4\n\n2026-11-21,\"5\"\r\n2026-11-22,6";
        let lines = |buffer: usize| {
            let mut lines = Lines::begin(&text[..], Path::new("log.csv"), buffer).unwrap();
            let mut all = Vec::new();
            while let Some(line) = lines.next_line().unwrap() {
                all.push((
                    line.number,
                    line.start,
                    line.bytes.to_vec(),
                    std::mem::take(line.content),
                ));
            }
            assert_eq!(lines.start, text.len() as u64);
            all
        };
        let whole = lines(1024);
        let texts: Vec<&[u8]> = whole.iter().map(|(_, _, bytes, _)| &**bytes).collect();
        assert_eq!(texts.concat(), text[10..]);
        assert_eq!(texts.len(), 4);
        for buffer in 1..text.len() {
            assert_eq!(lines(buffer), whole, "{buffer}");
        }
    }

    #[test]
    fn the_log_is_known_by_every_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let log = LogFile::at(at("log.csv"));
        assert!(log.owns(&at("log.csv")).unwrap(), "before it is there");
        std::fs::write(at("log.csv"), "date,pain\n").unwrap();
        std::fs::write(at("report.txt"), "").unwrap();
        std::fs::create_dir(at("sub")).unwrap();
        for own in ["log.csv", "sub/../log.csv", "log.csv.lock", "./log.csv"] {
            assert!(log.owns(&at(own)).unwrap(), "{own}");
        }
        for other in ["report.txt", "new.txt", "nowhere/report.txt", "log.csv.txt"] {
            assert!(!log.owns(&at(other)).unwrap(), "{other}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("log.csv"), at("link")).unwrap();
            std::fs::hard_link(at("log.csv"), at("hard")).unwrap();
            assert!(log.owns(&at("link")).unwrap());
            assert!(log.owns(&at("hard")).unwrap());
            assert!(LogFile::at(at("link")).owns(&at("hard")).unwrap());
        }
    }

    #[test]
    fn logs_of_a_like_name_are_found_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogFile::at(folder.path().join("log.csv"));
        for name in ["log.csv", "log 2.csv", "log (conflicted copy).csv", "swim.csv"] {
            std::fs::write(folder.path().join(name), "date,pain\n").unwrap();
        }
        for name in ["log.csv.backup-2026-11-22T0730", "log.csv.lock", "logo.csv"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let others = log.others_beside();
        let names: Vec<_> = others.iter().filter_map(|log| log.path.file_name()).collect();
        assert_eq!(names, ["log (conflicted copy).csv", "log 2.csv"]);
    }
}
