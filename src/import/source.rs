//! Where records come from: files, folders, `.zip`, `.gz` and stdin; what each is, and how much
//! of it is read at most.
//!
//! An archive is never unpacked to disk, and the names in it are only shown.

use std::cell::Cell;
use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use flate2::Crc;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipArchive, ZipVerification};

use super::rows::Table;
use super::xml::Xml;
use super::{
    Activity, Failure, Format, Found, Input, MOST_BYTES, Mark, Options, Progress, Record, apple,
    fit, garmin, gpx, strava, table, tcx,
};
use crate::log::{Log, LogError};

/// The most bytes of an archive on stdin, which is held in memory.
const MOST_ON_STDIN: u64 = 256 * 1024 * 1024;
/// The most bytes of all that is read of an archive, unpacked.
const MOST_UNPACKED: u64 = 16 * 1024 * 1024 * 1024;
/// The most files of a folder or an archive, and the most folders within one another.
const MOST_FILES: usize = 200_000;
const MOST_FOLDERS: usize = 16;
/// Bytes by which a file is recognised, and a table.
const HEAD: u64 = 16;
const TABLE_HEAD: u64 = 64 * 1024;

/// The first element of Apple Health's XML.
const HEALTH: &str = "HealthData";

/// Tables of which the files beside them hold the same activities.
const TABLES: [&str; 2] = ["activities.csv", "cardioactivities.csv"];

/// What cannot be read, or cannot be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, with the archive before it.
    pub file: String,
    /// Its line, in a table.
    pub line: Option<u64>,
    pub why: String,
}

/// Reads all that a path holds; `-` is stdin.
pub fn read(path: &Path, options: &Options, progress: Progress<'_>, found: &mut Found) {
    let mut reading = Reading { options, progress, found };
    let name = if is_stdin(path) { "stdin".to_owned() } else { path.display().to_string() };
    if path.is_dir() {
        match Folder::new(path) {
            Ok(folder) => reading.all(&name, &folder),
            Err(error) => reading.failed(&name, unreadable(error), false),
        }
    } else if let Err(why) = reading.path(path, &name) {
        reading.failed(&name, why, false);
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Bytes that can be read from any place on.
trait Places: Read + Seek {}
impl<T: Read + Seek> Places for T {}

/// Several files in one place.
trait Container {
    fn names(&self) -> &[String];
    /// The file of this index, from its beginning.
    fn open(&self, index: usize) -> io::Result<Input<'_>>;
    /// Its path, where it may be an archive itself.
    fn path(&self, index: usize) -> Option<&Path>;
}

/// Where to, and how.
struct Reading<'a> {
    options: &'a Options,
    progress: Progress<'a>,
    found: &'a mut Found,
}

impl Reading<'_> {
    /// A file of the system, or stdin.
    fn path(&mut self, path: &Path, name: &str) -> Result<(), Failure> {
        if is_stdin(path) {
            let mut head = Vec::new();
            io::stdin().lock().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
            if head.starts_with(b"PK") {
                let all = limited(&mut Cursor::new(head).chain(io::stdin().lock()), MOST_ON_STDIN)?;
                return self.archive(Box::new(Cursor::new(all)), name);
            }
            return self.file(input(Cursor::new(head).chain(io::stdin())), path, name, true);
        }
        if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
            return Err("it is no regular file".into());
        }
        let mut file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => "there is no such file; check the path".into(),
            _ => unreadable(error),
        })?;
        let mut head = Vec::new();
        Read::by_ref(&mut file).take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
        file.rewind().map_err(unreadable)?;
        if head.starts_with(b"PK") {
            return self.archive(Box::new(file), name);
        }
        self.file(input(file), path, name, true)
    }

    fn archive(&mut self, bytes: Box<dyn Places>, name: &str) -> Result<(), Failure> {
        let zip = ZipArchive::from_seekable(bytes, &mut vec![0; RECOMMENDED_BUFFER_SIZE]);
        let archive = zip.and_then(Archive::new).map_err(|why| {
            Failure::Bad(format!("it is a zip archive that cannot be read ({why}); was it cut?"))
        })?;
        self.all(name, &archive);
        Ok(())
    }

    /// Every file of a folder or an archive; where a table has them all, that alone.
    fn all(&mut self, name: &str, container: &dyn Container) {
        let before = self.found.mark();
        let whole = whole(container);
        for index in 0..container.names().len() {
            if whole.is_none_or(|whole| whole == index) {
                self.one_of(name, container, index);
            }
        }
        if before == self.found.mark() {
            self.failed(name, "it holds no activity that can be read".into(), false);
        }
    }

    fn one_of(&mut self, name: &str, container: &dyn Container, index: usize) {
        let name = format!("{name}: {}", container.names()[index]);
        let file = container.open(index).map_err(unreadable);
        let read = file.and_then(|mut file| match container.path(index) {
            Some(path) if is_archive(&mut file) => self.path(path, &name),
            path => self.file(file, path.unwrap_or(Path::new(&name)), &name, false),
        });
        if let Err(why) = read {
            self.failed(&name, why, true);
        }
    }

    /// A file that is no archive. `is_named`: by a person.
    fn file(
        &mut self,
        file: Input<'_>,
        path: &Path,
        name: &str,
        is_named: bool,
    ) -> Result<(), Failure> {
        let (head, file) = with_head(file).map_err(unreadable)?;
        if head.starts_with(b"PK") {
            return Err("it is a zip archive within an archive; unpack it first".into());
        }
        if !head.starts_with(&[0x1f, 0x8b]) {
            return self.content(&head, file, path, name, is_named);
        }
        let file = input(MultiGzDecoder::new(file));
        let (head, file) = with_head(file).map_err(unreadable)?;
        if head.starts_with(b"PK") || head.starts_with(&[0x1f, 0x8b]) {
            return Err("it is an archive within an archive; unpack it first".into());
        }
        self.content(&head, file, path, name, is_named)
    }

    /// What is not packed.
    fn content(
        &mut self,
        head: &[u8],
        mut file: Input<'_>,
        path: &Path,
        name: &str,
        is_named: bool,
    ) -> Result<(), Failure> {
        if head.get(8..12) == Some(b".FIT") {
            let records = fit::read(&limited(&mut file, MOST_BYTES)?)?;
            return self.records(name, Format::Fit, records);
        }
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        // A line of an unfinished git merge begins with more of them.
        let is_xml = text.starts_with(b"<") && !text.starts_with(b"<<");
        if is_xml || text.is_empty() && head.len() as u64 == HEAD {
            let mut xml = Xml::new(file);
            let (format, records) = match &*xml.root()? {
                "gpx" => (Format::Gpx, gpx::read(xml)?),
                "TrainingCenterDatabase" => (Format::Tcx, tcx::read(xml)?),
                HEALTH => (Format::Apple, apple::read(xml, self.progress)?),
                _ => return Err(Failure::Other("it is XML of another kind".to_owned())),
            };
            return self.records(name, format, records);
        }
        let inner = name.strip_suffix(".gz").unwrap_or(name);
        let ending = Path::new(inner).extension();
        if !is_named && !ending.is_some_and(|it| it.eq_ignore_ascii_case("csv")) {
            return Err(Failure::Other("it is no file of activities".to_owned()));
        }
        self.table(limited(&mut file, MOST_BYTES)?, path, name, is_named)
    }

    fn table(
        &mut self,
        bytes: Vec<u8>,
        path: &Path,
        name: &str,
        is_named: bool,
    ) -> Result<(), Failure> {
        let table = Table::new(&bytes)?;
        let format = match self.options.format {
            Some(format) => format,
            None if strava::fits(&table) => Format::Strava,
            None if garmin::fits(&table) => Format::Garmin,
            None if table::is_log(&bytes) => Format::Backcare,
            None => Format::Csv,
        };
        if format != Format::Backcare {
            table.refuse_open_quote()?;
        }
        // In a folder, only tables that can be nothing else.
        let is_meant =
            is_named || !self.options.map.is_empty() || table::is_runkeeper(&table.header);
        let (before, options) = (self.found.mark(), self.options);
        let found = &mut *self.found;
        let mut take = |line, row: Result<Record, String>| {
            let added = row.and_then(|record| found.add(record, false, options));
            if let Err(why) = added {
                found.problems.push(Problem { file: name.to_owned(), line: Some(line), why });
            }
        };
        let read = match format {
            Format::Strava => strava::read(&table, &options.words, &mut take),
            Format::Garmin => garmin::read(&table, &options.words, options.unit, &mut take),
            Format::Backcare if is_named => {
                let log = Log::of(path, bytes).map_err(|error| match error {
                    // The path stands before it already.
                    LogError::NotALog { why, .. } => why.to_string(),
                    error => error.to_string(),
                })?;
                self.found.logs.push(log);
                return Ok(());
            }
            Format::Csv if is_meant => {
                table::read(&table, options, &mut take).map(|(others, rounded)| {
                    found.other_columns.extend(others);
                    found.rounded += rounded;
                })
            }
            Format::Csv | Format::Backcare => {
                return Err(Failure::Other("it is another table".to_owned()));
            }
            Format::Fit | Format::Gpx | Format::Tcx | Format::Apple => {
                return Err(format!("it is a table, and no {} file", format.title()).into());
            }
        };
        self.settle(format, before, read)
    }

    /// The records of a file that has no lines.
    fn records(&mut self, name: &str, format: Format, records: Vec<Record>) -> Result<(), Failure> {
        if self.options.format.is_some_and(|wanted| wanted != format) {
            return Err(format!("it is a {} file", format.title()).into());
        }
        let before = self.found.mark();
        for mut record in records {
            let is_overruled = matches!(format, Format::Gpx | Format::Tcx);
            if is_overruled && self.options.words.unnamed().is_some() {
                record.activity = Activity::Unnamed;
            }
            let Err(why) = self.found.add(record, format == Format::Fit, self.options) else {
                continue;
            };
            // All or nothing, but workouts of Apple Health stand each for itself.
            if format != Format::Apple {
                return self.settle(format, before, Err(why.into()));
            }
            self.found.problems.push(Problem { file: name.to_owned(), line: None, why });
        }
        self.settle(format, before, Ok(()))
    }

    /// Ends a file; what cannot be read is left whole.
    fn settle(
        &mut self,
        format: Format,
        before: Mark,
        read: Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.found.files += 1;
        if read.is_ok() {
            self.found.formats.insert(format.title());
        } else {
            self.found.reset(before);
        }
        read
    }

    fn failed(&mut self, name: &str, why: Failure, is_one_of_many: bool) {
        let why = match why {
            Failure::Other(_) if is_one_of_many => {
                self.found.passed_over += 1;
                return;
            }
            Failure::Other(why) | Failure::Bad(why) => why,
        };
        self.found.problems.push(Problem { file: name.to_owned(), line: None, why });
    }
}

/// The index of the file that holds all activities of a container: the table of Strava or
/// Runkeeper, or Apple's `export.xml`, whose name is translated.
fn whole(container: &dyn Container) -> Option<usize> {
    let near = |name: &&String| name.matches(['/', '\\']).count() <= 1;
    let names = || container.names().iter().enumerate().filter(|(_, name)| near(name));
    let is_table = |(index, name): &(usize, &String)| {
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
        let head = || limited(&mut container.open(*index).ok()?.take(TABLE_HEAD), TABLE_HEAD).ok();
        let fits = |table: Table<'_>| strava::fits(&table) || table::is_runkeeper(&table.header);
        TABLES.contains(&&*file) && head().is_some_and(|head| Table::new(&head).is_ok_and(fits))
    };
    let is_health = |(index, name): &(usize, &String)| {
        let root = |file: Input<'_>| Xml::new(file).root();
        name.to_lowercase().ends_with(".xml")
            && container.open(*index).is_ok_and(|it| root(it).is_ok_and(|root| root == HEALTH))
    };
    names().find(is_table).or_else(|| names().find(is_health)).map(|(index, _)| index)
}

fn unreadable(error: impl Display) -> Failure {
    Failure::Bad(format!("it cannot be read: {error}"))
}

fn input<'a>(file: impl Read + 'a) -> Input<'a> {
    BufReader::with_capacity(128 * 1024, Box::new(file))
}

fn is_archive(file: &mut Input<'_>) -> bool {
    file.fill_buf().is_ok_and(|head| head.starts_with(b"PK\x03\x04"))
}

/// The first bytes of a file, and all of it.
fn with_head(mut file: Input<'_>) -> io::Result<(Vec<u8>, Input<'_>)> {
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(HEAD).read_to_end(&mut head)?;
    let all = input(Cursor::new(head.clone()).chain(file));
    Ok((head, all))
}

/// All bytes of a file that has at most so many.
fn limited(file: &mut dyn Read, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(format!("it is larger than {} MiB", most / 1024 / 1024).into());
    }
    Ok(bytes)
}

/// The files of a folder and of those in it; links are not followed.
struct Folder {
    names: Vec<String>,
    paths: Vec<PathBuf>,
}

impl Folder {
    fn new(folder: &Path) -> io::Result<Self> {
        let mut paths = Vec::new();
        walk(folder, MOST_FOLDERS, &mut paths)?;
        paths.sort_unstable();
        let name = |path: &PathBuf| path.strip_prefix(folder).unwrap_or(path).display().to_string();
        Ok(Self { names: paths.iter().map(name).collect(), paths })
    }
}

fn walk(folder: &Path, deep: usize, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        let kind = file.file_type()?;
        if kind.is_dir() && deep > 0 {
            walk(&file.path(), deep - 1, paths)?;
        } else if kind.is_file() {
            paths.push(file.path());
        }
        if paths.len() > MOST_FILES {
            return Err(io::Error::other(format!("it holds more than {MOST_FILES} files")));
        }
    }
    Ok(())
}

impl Container for Folder {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn open(&self, index: usize) -> io::Result<Input<'_>> {
        Ok(input(File::open(&self.paths[index])?))
    }

    fn path(&self, index: usize) -> Option<&Path> {
        Some(&self.paths[index])
    }
}

/// A zip archive and what is read of it: regular files that are not encrypted.
struct Archive<R> {
    zip: ZipArchive<R>,
    names: Vec<String>,
    files: Vec<(rawzip::ZipArchiveEntryWayfinder, CompressionMethod, bool)>,
    /// Bytes that may still be unpacked of all of it.
    left: Cell<u64>,
}

impl<R: ReaderAt> Archive<R> {
    fn new(zip: ZipArchive<R>) -> Result<Self, rawzip::Error> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let (mut names, mut files) = (Vec::new(), Vec::new());
        let mut entries = zip.entries(&mut buffer);
        while let Some(entry) = entries.next_entry()? {
            let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
            // What a Mac adds, and settings.
            let file = name.rsplit('/').next().unwrap_or_default();
            let is_aside = file.starts_with('.') || name.starts_with("__MACOSX/");
            if entry.is_dir() || entry.mode().is_symlink() || is_aside {
                continue;
            }
            files.push((
                entry.wayfinder(),
                entry.compression_method(),
                entry.flags().is_encrypted(),
            ));
            names.push(name);
            if names.len() > MOST_FILES {
                let why = format!("it holds more than {MOST_FILES} files");
                return Err(io::Error::other(why).into());
            }
        }
        Ok(Self { zip, names, files, left: Cell::new(MOST_UNPACKED) })
    }
}

impl<R: ReaderAt> Container for Archive<R> {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn open(&self, index: usize) -> io::Result<Input<'_>> {
        let (entry, method, is_encrypted) = self.files[index];
        if is_encrypted {
            return Err(io::Error::other("it is encrypted; unpack it first"));
        }
        let entry = self.zip.get_entry(entry).map_err(io::Error::other)?;
        let packed = entry.reader();
        let expected = packed.claim_verifier();
        let packed = input(packed);
        let reader: Box<dyn Read + '_> = match method {
            CompressionMethod::STORE => Box::new(packed),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed)),
            _ => {
                return Err(io::Error::other(
                    "it is packed in a way that is not known; unpack it first",
                ));
            }
        };
        Ok(input(Checked { file: reader, expected, sum: Crc::new(), read: 0, left: &self.left }))
    }

    fn path(&self, _: usize) -> Option<&Path> {
        None
    }
}

/// Gives an error where the archive unpacks to more than is allowed, and where a file of it is
/// not what it should be.
struct Checked<'a> {
    file: Box<dyn Read + 'a>,
    expected: ZipVerification,
    sum: Crc,
    read: u64,
    left: &'a Cell<u64>,
}

impl Read for Checked<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        let left = self.left.get().checked_sub(count as u64);
        self.left.set(left.ok_or_else(|| io::Error::other("the archive unpacks to too much"))?);
        self.sum.update(&into[..count]);
        self.read += count as u64;
        let ZipVerification { crc, uncompressed_size } = self.expected;
        if count == 0 && (self.sum.sum(), self.read) != (crc, uncompressed_size) {
            return Err(io::Error::other("its checksum is wrong; was the archive cut?"));
        }
        Ok(count)
    }
}
