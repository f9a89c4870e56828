//! Another backcare log: the union of both, or, with the log that both came
//! from, a three-way merge.
//!
//! Rows are a multiset: a row that stands n times here and m times there ends
//! up max(n, m) times, so that doing it twice changes nothing. With a base that
//! holds it b times, what one side added stays, and what one side took back
//! stays away.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use super::error::NotALog;
use super::record::{Record, Table, TableRow};
use super::union::Patch;

/// How to make one log of two.
#[derive(Debug, Clone, Default)]
pub struct Merge {
    /// What is to be written, and taken out.
    pub patch: Patch,
    /// The names of columns that are added to the header.
    pub columns: Vec<Vec<u8>>,
    /// Rows of the other log that are in this one already.
    pub already: usize,
    /// Rows of the other log that were taken back here, and stay away.
    pub away: usize,
}

/// Why two logs cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// A quote that is not closed, where the line cannot stand as it is.
    #[error(
        "line {0} of it has a quote that is not closed; such a line can only be taken over as it is, into a log that is there and has the same columns; nothing was written. Close the quote there, and try again"
    )]
    Torn(u64),
    /// The header would be no log's.
    #[error("its columns cannot be added here: {0}; nothing was written")]
    Header(NotALog),
}

/// What it takes to bring the rows of `theirs` into `ours`.
///
/// # Errors
/// When a row of `theirs` cannot stand in the file of `ours`.
pub fn merge(ours: &Table, theirs: &Table, base: Option<&Table>) -> Result<Merge, MergeError> {
    let counts = Counts {
        ours: by_record(ours),
        theirs: by_record(theirs),
        base: base.map(by_record),
    };
    let mut merge = Merge::default();
    let mut added: Vec<&TableRow> = Vec::new();
    let mut seen: HashMap<&Record, usize> = HashMap::new();
    for row in &theirs.rows {
        let here = counts.ours.get(&row.record).map_or(0, Vec::len);
        let there = counts.theirs.get(&row.record).map_or(0, Vec::len);
        let target = counts.target(&row.record);
        let nth = seen.entry(&row.record).or_default();
        *nth += 1;
        // The first ones of a record pair up with those that are here.
        if *nth <= here.min(target) {
            merge.already += 1;
        } else if *nth <= target {
            added.push(row);
        } else {
            merge.away += 1;
        }
        debug_assert!(target <= here.max(there));
    }
    merge.patch.drop = counts.dropped();

    let alike = ours.header.is_some() && ours.is_written_like(theirs);
    for row in &added {
        if !alike && matches!(row.record, Record::Torn(_)) {
            return Err(MergeError::Torn(row.number));
        }
    }
    let (header, columns) = ours
        .header_for(added.iter().map(|row| &row.record))
        .map_err(MergeError::Header)?;
    let table = Table::empty(Some(header.clone()));
    merge.patch.lines = added
        .iter()
        .map(|row| {
            if alike && columns.is_empty() {
                row.bytes.clone()
            } else {
                table.line(&row.record)
            }
        })
        .collect();
    if ours.header.is_none() || !columns.is_empty() {
        merge.patch.header = Some(header);
    }
    merge.columns = columns;
    Ok(merge)
}

/// The lines of each record, by their numbers.
type Lines<'a> = HashMap<&'a Record, Vec<u64>>;

fn by_record(table: &Table) -> Lines<'_> {
    let mut lines: Lines<'_> = HashMap::new();
    for row in &table.rows {
        lines.entry(&row.record).or_default().push(row.number);
    }
    lines
}

struct Counts<'a> {
    ours: Lines<'a>,
    theirs: Lines<'a>,
    base: Option<Lines<'a>>,
}

impl Counts<'_> {
    /// How often `record` is to stand in the merged log.
    fn target(&self, record: &Record) -> usize {
        let count = |lines: &Lines<'_>| lines.get(record).map_or(0, Vec::len);
        let (ours, theirs) = (count(&self.ours), count(&self.theirs));
        let Some(base) = self.base.as_ref().map(count) else {
            return ours.max(theirs);
        };
        match (ours.cmp(&base), theirs.cmp(&base)) {
            // One side left it alone: the other has its way.
            (Ordering::Equal, _) => theirs,
            (_, Ordering::Equal) => ours,
            // Both added it, perhaps by merging before: as without a base.
            (Ordering::Greater, Ordering::Greater) => ours.max(theirs),
            (Ordering::Less, Ordering::Less) => ours.min(theirs),
            // One more here, one less there: both count.
            _ => (ours + theirs).saturating_sub(base),
        }
    }

    /// The lines here that go: the last ones of their record.
    fn dropped(&self) -> BTreeSet<u64> {
        self.ours
            .iter()
            .flat_map(|(record, lines)| lines.iter().skip(self.target(record)))
            .copied()
            .collect()
    }
}
