//! The whole file for another one, as long as nobody has changed it meanwhile.

use std::io::{Read, Seek, SeekFrom};

use super::LogFile;
use super::error::{Doing, StoreError};
use super::lock::LockedLog;
use super::read;
use super::replacement::{Original, Replacement};

impl LogFile {
    /// Every byte of the file, whether it is a log or not.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    pub fn contents(&self) -> Result<Vec<u8>, StoreError> {
        self.refuse_special()?;
        let mut bytes = Vec::new();
        read::open(self.path())?
            .read_to_end(&mut bytes)
            .map_err(|cause| self.failed(Doing::Read, cause))?;
        Ok(bytes)
    }
}

impl LockedLog {
    /// Puts `new` in the log's place where the file holds `old` to the byte.
    ///
    /// # Errors
    /// When it holds something else by now, or cannot be written; it is then
    /// as it was.
    pub fn exchange(&self, old: &[u8], new: &[u8]) -> Result<(), StoreError> {
        let original = Original::open(self)?;
        let failed = |cause| self.failed(Doing::Read, cause);
        let mut file = &original.file;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        let mut found = Vec::with_capacity(old.len());
        file.read_to_end(&mut found).map_err(failed)?;
        if found != old {
            return Err(StoreError::Changed {
                path: self.path().to_owned(),
            });
        }
        let mut replacement = Replacement::begin(self)?;
        replacement.write(new)?;
        replacement.replace(original)
    }
}
