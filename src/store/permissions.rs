//! Who may read a log: health data is for its owner alone.

use std::io;

use super::LogFile;

impl LogFile {
    /// The file's mode, such as 0o644, where others than its owner may read or
    /// write it. Where the system has no such modes there is nothing to say.
    ///
    /// # Errors
    /// When the file system does not tell.
    pub fn open_to_others(&self) -> io::Result<Option<u32>> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(self.path())?.permissions().mode() & 0o777;
            Ok((mode & 0o077 != 0).then_some(mode))
        }
        #[cfg(not(unix))]
        Ok(None)
    }

    /// Lets only the owner read and write the file.
    ///
    /// # Errors
    /// When the file belongs to somebody else.
    pub fn close_to_others(&self) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(self.path(), std::fs::Permissions::from_mode(0o600))
        }
        #[cfg(not(unix))]
        Ok(())
    }
}
