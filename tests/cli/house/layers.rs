//! A room may name those on lower floors, never one above or beside it. The modules
//! are private to the crate, so a name is all it takes: no rule is checked here that
//! the compiler or clippy could check.

use super::{files, read};

/// The rooms from the ground up; those on one floor know nothing of each other.
const FLOORS: &[&[&str]] = &[
    &["domain"],
    &["analysis"],
    &["guidance", "log", "term"],
    &["report", "stretch", "import", "export"],
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
                for touched in IMPURE {
                    if is_pure && text.contains(touched) {
                        wrong.push(format!("{path} names {touched}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The module of a file: `src/log/row.rs` is `log::row`.
fn module(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|part| !matches!(*part, "lib" | "main")).map(str::to_owned).collect()
}

/// The modules that the `use` lines of a file name, without those of its tests.
fn named(path: &str, modules: &[Vec<String>]) -> Vec<Vec<String>> {
    let text = read(path);
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut named = Vec::new();
    for item in text.split("use ").skip(1).filter_map(|rest| rest.split(';').next()) {
        let (base, group) = item.split_once('{').unwrap_or((item, ""));
        for member in group.trim_end_matches('}').split(',') {
            let words = base.split("::").chain(member.split("::"));
            let mut at = module(path);
            for word in words.map(str::trim).filter(|word| !word.is_empty()) {
                let deeper = [at.clone(), vec![word.to_owned()]].concat();
                match word {
                    "crate" => at.clear(),
                    "self" => {}
                    "super" => drop(at.pop()),
                    _ if modules.contains(&deeper) => at = deeper,
                    _ => break,
                }
            }
            named.push(at);
        }
    }
    // A `mod.rs` passes on what its files hold.
    let is_below = |it: &Vec<String>| it.starts_with(&module(path));
    named.retain(|it| !it.is_empty() && modules.contains(it) && !is_below(it));
    named
}

/// Two files that name each other are one idea in two places. A folder's `mod.rs` names its
/// files by `mod`, which is no `use`.
#[test]
fn no_files_name_each_other_in_a_circle() {
    let is_product = |path: &String| {
        !["tests", "_tests", "cases", "fixtures"].iter().any(|word| path.contains(word))
    };
    let paths: Vec<String> = files("src", &["rs"]).into_iter().filter(is_product).collect();
    let modules: Vec<Vec<String>> = paths.iter().map(|path| module(path)).collect();
    let mut left: Vec<(Vec<String>, Vec<Vec<String>>)> =
        paths.iter().map(|path| (module(path), named(path, &modules))).collect();
    // What names nothing that is left is in no circle.
    loop {
        let names: Vec<Vec<String>> = left.iter().map(|(name, _)| name.clone()).collect();
        let before = left.len();
        left.retain(|(_, uses)| uses.iter().any(|used| names.contains(used)));
        if left.len() == before {
            break;
        }
    }
    let circle: Vec<String> = left.iter().map(|(name, _)| name.join("::")).collect();
    assert!(circle.is_empty(), "in a circle, or above one: {}", circle.join(", "));
}

/// The compiler does not name a file that no module has.
#[test]
fn every_file_is_a_module() {
    let paths = files("src", &["rs"]);
    let text: String = paths.iter().map(|path| read(path)).collect();
    for path in paths.iter().filter(|path| !matches!(path.as_str(), "src/main.rs" | "src/lib.rs")) {
        let name = module(path).pop().unwrap_or_default();
        assert!(text.contains(&format!("mod {name};")), "{path} is no module");
    }
}
