//! Enums whose values have a name in files, on the command line and in JSON.

/// Defines an enum with `ALL`, `name()` and `named()`; JSON has the name.
macro_rules! named {
    ($(#[$attribute:meta])* pub enum $Type:ident { $($(#[$doc:meta])* $Variant:ident = $name:literal,)+ }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Type { $($(#[$doc])* $Variant,)+ }

        #[allow(dead_code, reason = "not every enum needs all three")]
        impl $Type {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$Variant,)+];

            /// Their names, in the same order.
            pub const NAMES: &[&'static str] = &[$($name,)+];

            /// The name in files and JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Variant => $name,)+ }
            }

            /// The value of this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }

        impl serde::Serialize for $Type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $Type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let name = String::deserialize(from)?;
                let unknown = || serde::de::Error::custom(format!("{name:?} is not known"));
                Self::named(&name).ok_or_else(unknown)
            }
        }
    };
}
pub(crate) use named;
