//! A room may name those on lower floors, never one above or beside it. The modules
//! are private to the crate, so a name is all it takes: no rule is checked here that
//! the compiler or clippy could check.

use super::{files, read};

/// The rooms from the ground up; those on one floor know nothing of each other.
const FLOORS: &[&[&str]] = &[
    &["domain"],
    &["analysis"],
    &["guidance", "log", "term"],
    &["report", "stretch", "export"],
    &["config"],
    &["context"],
    &["command"],
];

/// What a room of pure values must not touch.
const IMPURE: &[&str] = &["std::env", "std::fs", "std::net", "std::process", "std::thread"];

#[test]
fn a_room_names_only_rooms_below_it() {
    let mut wrong = Vec::new();
    for (floor, rooms) in FLOORS.iter().enumerate() {
        for room in *rooms {
            for path in files("src", &["rs"]) {
                if !path.starts_with(&format!("src/{room}/")) && path != format!("src/{room}.rs") {
                    continue;
                }
                let text = read(&path);
                let above = FLOORS[floor..].iter().flat_map(|rooms| rooms.iter());
                for other in above.filter(|other| *other != room) {
                    if text.contains(&format!("crate::{other}")) {
                        wrong.push(format!("{path} names {other}"));
                    }
                }
                let is_pure = ["domain", "analysis", "guidance", "report"].contains(room);
                for touched in IMPURE.iter().filter(|_| is_pure) {
                    if text.contains(touched) {
                        wrong.push(format!("{path} names {touched}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
