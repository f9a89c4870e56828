//! The columns that backcare knows, in the order in which it creates them.

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

    /// The column of that name. Capitals matter: other programs' `Date` and
    /// `Time` must not make their files look like a log.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|column| column.name().as_bytes() == name.trim_ascii())
    }

    /// All names, for messages.
    pub(super) fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}
