//! The columns that backcare knows, in the order in which it creates them.

use crate::domain::within;

/// A known column of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The local day the row counts for.
    Date,
    /// The local time of day.
    Time,
    /// Pain, 0–10.
    Pain,
    /// A stretch's name.
    Stretch,
    /// Minutes of the stretch.
    StretchMinutes,
    /// An activity's name.
    Activity,
    /// Minutes of the activity.
    ActivityMinutes,
    /// Kilometres of the activity.
    DistanceKm,
    /// Symptoms, separated by `;`.
    Symptoms,
    /// When this pain began.
    Began,
    /// When a clinician saw the user.
    Seen,
    /// Free text.
    Note,
}

impl Column {
    /// Every column, in the order of a new file.
    pub const ALL: [Self; 12] = [
        Self::Date,
        Self::Time,
        Self::Pain,
        Self::Stretch,
        Self::StretchMinutes,
        Self::Activity,
        Self::ActivityMinutes,
        Self::DistanceKm,
        Self::Symptoms,
        Self::Began,
        Self::Seen,
        Self::Note,
    ];

    /// The name in the header.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Pain => "pain",
            Self::Stretch => "stretch",
            Self::StretchMinutes => "stretch_minutes",
            Self::Activity => "activity",
            Self::ActivityMinutes => "activity_minutes",
            Self::DistanceKm => "distance_km",
            Self::Symptoms => "symptoms",
            Self::Began => "began",
            Self::Seen => "seen",
            Self::Note => "note",
        }
    }

    /// The column of exactly that name.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|column| column.name().as_bytes() == name.trim_ascii())
    }

    /// The column of that name, whatever its capitals, with blanks or hyphens for
    /// the underscore, and `symptom` for `symptoms`.
    pub(super) fn spelled(name: &[u8]) -> Option<Self> {
        let name = plain(name);
        match &*name {
            "symptom" => Some(Self::Symptoms),
            name => Self::named(name.as_bytes()),
        }
    }

    /// The column that an unread one of that name looks like: one of the same
    /// spelling, or one of `absent` with a letter more, less or changed.
    pub(super) fn looks_like(name: &[u8], absent: &[Self]) -> Option<Self> {
        let names: Vec<&str> = absent.iter().map(|column| column.name()).collect();
        let plain = plain(name);
        let has_word = |words: &[&str]| plain.split('_').any(|word| words.contains(&word));
        // What hides pain or a sign is worth a guess more: `Pain (0-10)`, `my symptoms`.
        let guess = [
            (Self::Pain, has_word(&["pain"])),
            (Self::Symptoms, plain.contains("sympt")),
        ];
        Self::spelled(name)
            .or_else(|| Self::named(within(&plain, &names, 1)?.as_bytes()))
            .or_else(|| {
                let mut guess = guess
                    .into_iter()
                    .filter(|(column, _)| absent.contains(column));
                guess.find(|(_, fits)| *fits).map(|(column, _)| column)
            })
    }

    /// Whether the warning rule reads it.
    #[must_use]
    pub const fn is_for_the_rule(self) -> bool {
        matches!(
            self,
            Self::Date | Self::Pain | Self::Symptoms | Self::Began | Self::Seen
        )
    }

    /// All names, for messages.
    pub(super) fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

/// A name in lower case, with an underscore for every blank and hyphen.
fn plain(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    name.replace(|c: char| c.is_whitespace() || c == '-', "_")
}
