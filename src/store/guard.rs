//! Whether another file that is about to be written is the log itself.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::file::LogFile;
use super::{backup, place};

impl LogFile {
    /// Whether `path` leads to this log, its lock or its temporary file, by
    /// whatever name: through links, hard links or a relative path. The log
    /// need not be there yet.
    ///
    /// # Errors
    /// When the file system does not say where a path leads.
    pub fn owns(&self, path: &Path) -> io::Result<bool> {
        let Some(log) = whereabouts(self.path())? else {
            return Ok(false);
        };
        let Some(other) = whereabouts(path)? else {
            return Ok(false);
        };
        for own in [place::lock_of(&log), place::temporary_of(&log), log] {
            if own == other || is_one_file(&own, &other) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether an ordinary file is there that reads as a log, or that has the name
    /// of a copy of one.
    #[must_use]
    pub fn is_log_or_copy(&self) -> bool {
        let is_file = self.path().is_file();
        let name = self.path().file_name().unwrap_or_default();
        is_file
            && (matches!(self.header(), Ok(Some(_))) || backup::is_copy(&name.to_string_lossy()))
    }
}

/// The path behind all links; `None` where its folder is not there, so that
/// nothing can be.
fn whereabouts(path: &Path) -> io::Result<Option<PathBuf>> {
    match place::real(path) {
        Ok(real) => Ok(Some(real)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Two names of one file. On Windows the names alone tell.
fn is_one_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (Ok(one), Ok(other)) = (std::fs::metadata(one), std::fs::metadata(other)) else {
            return false;
        };
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
