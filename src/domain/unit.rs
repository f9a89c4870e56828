//! The unit in which distances are shown.

use serde::Deserialize;

use super::Kilometres;

/// The unit of distances in output, and of imports that carry none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DistanceUnit {
    /// Kilometres.
    #[default]
    Km,
    /// International miles.
    Mi,
}

impl DistanceUnit {
    /// The unit's sign.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Km => "km",
            Self::Mi => "mi",
        }
    }

    /// A distance in this unit.
    pub fn of(self, distance: Kilometres) -> f64 {
        match self {
            Self::Km => distance.get(),
            // The international mile, 1.609344 km.
            Self::Mi => distance.get() / 1.609_344,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mile_is_1609_metres() {
        let five_miles = Kilometres::from_thousandths(8047);
        assert!((DistanceUnit::Km.of(five_miles) - 8.047).abs() < 1e-12);
        assert!((DistanceUnit::Mi.of(five_miles) - 5.0).abs() < 1e-3);
    }
}
