//! A floor of the house may use those below it, never one above or beside it,
//! and no two files may lean on each other, however long the way round. One
//! exception is natural: a folder's files may use what its own `mod.rs` writes.
//!
//! A name that a file only hands on (`pub use`) counts as the file that it
//! comes from.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{Named, named};

/// From the ground up. Rooms on one floor know nothing of each other.
const FLOORS: &[&[&str]] = &[
    &["domain"],
    &["analysis", "content"],
    &["render", "store", "import", "timer"],
    &["context"],
    &["command"],
    &["lib"],
    &["main"],
];

/// Pure rooms, and what they may take from outside: `None` for any crate that
/// does not touch the world.
const PURE: &[(&str, Option<&[&str]>)] = &[
    ("domain", Some(&["chrono", "serde", "strsim"])),
    ("analysis", Some(&["chrono", "serde"])),
    ("render", None),
];
const IMPURE_CRATES: &[&str] = &[
    "anstream",
    "clap",
    "dirs",
    "open",
    "tempfile",
    "terminal_size",
];
const IMPURE_STD: &[&str] = &["env", "fs", "net", "process", "thread", "time"];

/// A module's path; the crate's root is empty, the binary is `main`.
type Module = Vec<String>;

/// Who uses whom, and on which line first.
type Edges = BTreeMap<Module, BTreeMap<Module, usize>>;

struct House {
    files: BTreeMap<Module, File>,
}

struct File {
    name: String,
    named: Vec<Named>,
}

impl House {
    /// `files`: paths below `src/` with `/`, and their text.
    fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let files = files
            .into_iter()
            .map(|(name, text)| {
                let mut module: Module = name
                    .trim_end_matches(".rs")
                    .split('/')
                    .map(str::to_owned)
                    .collect();
                if module.last().is_some_and(|last| last == "mod") || module == ["lib"] {
                    module.pop();
                }
                let named = named(&text);
                (module, File { name, named })
            })
            .collect();
        Self { files }
    }

    fn floor_name(module: &Module) -> &str {
        module.first().map_or("lib", String::as_str)
    }

    /// The file in which the thing that `segments` names is written, if it is ours.
    fn resolve(&self, from: &Module, segments: &[String], hops: usize) -> Option<Module> {
        let (mut at, mut rest) = (from.clone(), segments);
        match segments.first()?.as_str() {
            "crate" | "backcare" => (at, rest) = (Vec::new(), &segments[1..]),
            "self" => rest = &segments[1..],
            "super" => {
                while rest.first().is_some_and(|first| first == "super") {
                    at.pop();
                    rest = &rest[1..];
                }
            }
            first => {
                // A child, an import, or another crate.
                let is_child = self.files.contains_key(&child(from, first));
                if !is_child && self.import(from, first).is_none() {
                    return None;
                }
            }
        }
        for (i, segment) in rest.iter().enumerate() {
            let below = child(&at, segment);
            if self.files.contains_key(&below) {
                at = below;
                continue;
            }
            if let Some(handed_on) = self.import(&at, segment)
                && hops < 16
            {
                let mut whole = handed_on.segments.clone();
                whole.extend_from_slice(&rest[i + 1..]);
                // A name from another crate ends here: it is this file's word for it.
                return self.resolve(&at, &whole, hops + 1).or(Some(at));
            }
            break;
        }
        Some(at)
    }

    fn import(&self, module: &Module, name: &str) -> Option<&Named> {
        self.files
            .get(module)?
            .named
            .iter()
            .find(|named| named.import.as_deref() == Some(name))
    }

    fn edges(&self) -> Edges {
        let mut edges = Edges::new();
        for (module, file) in &self.files {
            let to = edges.entry(module.clone()).or_default();
            for named in &file.named {
                if let Some(target) = self.resolve(module, &named.segments, 0)
                    && target != *module
                {
                    to.entry(target).or_insert(named.line);
                }
            }
        }
        edges
    }

    /// Every breach, each as `file:line: what`.
    fn breaches(&self) -> Vec<String> {
        let mut breaches = Vec::new();
        let edges = self.edges();
        for (from, targets) in &edges {
            let file = &self.files[from].name;
            let Some(floor) = floor(Self::floor_name(from)) else {
                breaches.push(format!("src/{file}:1: is on no floor; add it to FLOORS"));
                continue;
            };
            for (to, line) in targets {
                let (here, there) = (Self::floor_name(from), Self::floor_name(to));
                let below = self::floor(there).is_some_and(|there| there < floor);
                if here != there && !below {
                    breaches.push(format!("src/{file}:{line}: {here} may not use {there}"));
                }
            }
            breaches.extend(
                self.impurities(from)
                    .into_iter()
                    .map(|b| format!("src/{b}")),
            );
        }
        breaches.extend(self.cycles(edges));
        breaches
    }

    fn impurities(&self, module: &Module) -> Vec<String> {
        let room = Self::floor_name(module);
        let Some((_, crates)) = PURE.iter().find(|(name, _)| *name == room) else {
            return Vec::new();
        };
        let file = &self.files[module];
        file.named
            .iter()
            .filter_map(|named| {
                if self.resolve(module, &named.segments, 0).is_some() {
                    return None;
                }
                let mut segments = named.segments.iter().map(String::as_str);
                let (first, second) = (segments.next()?, segments.next().unwrap_or_default());
                let refused = match first {
                    "std" => IMPURE_STD.contains(&second),
                    other => match crates {
                        Some(crates) => dependencies().contains(other) && !crates.contains(&other),
                        None => IMPURE_CRATES.contains(&other),
                    },
                };
                refused.then(|| {
                    format!(
                        "{}:{}: {room} is pure and may not use {first}::{second}",
                        file.name, named.line
                    )
                })
            })
            .collect()
    }

    /// Cycles, with the line of each step, until no more are left when the last
    /// step of each is taken away.
    fn cycles(&self, mut edges: Edges) -> Vec<String> {
        for (from, targets) in &mut edges {
            // The root is no room: nothing may lean on it.
            targets.retain(|to, _| to.is_empty() || !from.starts_with(to));
        }
        let mut cycles = Vec::new();
        while let Some(path) = cycle(&edges) {
            let steps: Vec<_> = path
                .windows(2)
                .map(|pair| {
                    let line = edges[&pair[0]][&pair[1]];
                    format!("src/{}:{line}", self.files[&pair[0]].name)
                })
                .collect();
            cycles.push(format!("{}: a cycle", steps.join(" -> ")));
            if let [.., from, to] = path.as_slice() {
                edges.get_mut(from).unwrap().remove(to);
            }
        }
        cycles
    }
}

/// A path from a module to itself.
fn cycle(edges: &Edges) -> Option<Vec<Module>> {
    let mut done = BTreeSet::new();
    edges.keys().find_map(|start| {
        let mut path = Vec::new();
        walk(start, edges, &mut path, &mut done).then_some(path)
    })
}

/// Goes down from `module`; true with `path` from a module to itself.
fn walk(
    module: &Module,
    edges: &Edges,
    path: &mut Vec<Module>,
    done: &mut BTreeSet<Module>,
) -> bool {
    if let Some(first) = path.iter().position(|seen| seen == module) {
        path.drain(..first);
        path.push(module.clone());
        return true;
    }
    if done.contains(module) {
        return false;
    }
    path.push(module.clone());
    let found = edges
        .get(module)
        .into_iter()
        .flat_map(BTreeMap::keys)
        .any(|next| walk(next, edges, path, done));
    if !found {
        path.pop();
        done.insert(module.clone());
    }
    found
}

fn child(module: &Module, name: &str) -> Module {
    let mut child = module.clone();
    child.push(name.to_owned());
    child
}

fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&name))
}

/// The crates of `[dependencies]`, as code names them.
fn dependencies() -> BTreeSet<String> {
    let manifest = super::read("Cargo.toml");
    manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| Some(line.split_once(" =")?.0.replace('-', "_")))
        .collect()
}

#[test]
fn no_floor_leans_on_one_above_or_beside_it() {
    let house = House::new(super::files("src", &["rs"]).into_iter().map(|path| {
        let text = super::read(&path);
        (path.trim_start_matches("src/").to_owned(), text)
    }));
    assert!(house.files.len() > 20, "the sources were not found");
    let breaches = house.breaches();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn the_architecture_page_has_every_room() {
    let page = super::read("ARCHITECTURE.md");
    for room in FLOORS.iter().flat_map(|rooms| rooms.iter()) {
        let is_there = super::root().join("src").join(room).exists();
        let is_told = page.contains(&format!("`src/{room}/`"));
        assert!(
            !is_there || is_told,
            "src/{room}/ is not in ARCHITECTURE.md"
        );
    }
}

mod of_the_checker {
    use super::House;

    fn breaches(files: &[(&str, &str)]) -> Vec<String> {
        House::new(
            files
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned())),
        )
        .breaches()
    }

    const GROUND: (&str, &str) = ("domain/mod.rs", "mod pain;\npub use pain::Pain;");
    const PAIN: (&str, &str) = ("domain/pain.rs", "pub struct Pain;");
    const LIB: (&str, &str) = (
        "lib.rs",
        "mod domain;\nmod analysis;\nmod store;\npub enum Exit {}",
    );

    #[test]
    fn downward_is_right() {
        let analysis = (
            "analysis/mod.rs",
            "use crate::domain::{self, Pain};\nfn f(_: domain::Pain) {}",
        );
        assert_eq!(breaches(&[LIB, GROUND, PAIN, analysis]), [""; 0]);
    }

    #[test]
    fn upward_and_sideways_are_found() {
        let upward = ("domain/pain.rs", "\nuse crate::{analysis::Report, Exit};");
        let analysis = ("analysis/mod.rs", "pub struct Report;");
        assert_eq!(
            breaches(&[LIB, GROUND, upward, analysis]),
            [
                "src/domain/pain.rs:2: domain may not use lib",
                "src/domain/pain.rs:2: domain may not use analysis",
            ]
        );
        let render = ("render/mod.rs", "fn f() { crate::store::append() }");
        let store = ("store/mod.rs", "pub fn append() {}");
        assert_eq!(
            breaches(&[LIB, render, store]),
            ["src/render/mod.rs:1: render may not use store"]
        );
        let drawer = ("util.rs", "");
        assert_eq!(
            breaches(&[LIB, drawer]),
            ["src/util.rs:1: is on no floor; add it to FLOORS"]
        );
    }

    #[test]
    fn a_name_handed_on_counts_where_it_is_written() {
        // store → lib's `Pain` is domain's in truth.
        let lib = ("lib.rs", "mod domain;\nmod store;\npub use domain::Pain;");
        let store = ("store/mod.rs", "use crate::Pain;");
        assert_eq!(breaches(&[lib, GROUND, PAIN, store]), [""; 0]);
    }

    #[test]
    fn a_cycle_between_files_is_found() {
        let a = ("store/append.rs", "use super::lock::Lock;\npub struct Row;");
        let b = (
            "store/lock.rs",
            "\n\nuse super::append::Row;\npub struct Lock;",
        );
        let store = ("store/mod.rs", "mod append;\nmod lock;");
        assert_eq!(
            breaches(&[LIB, store, a, b]),
            ["src/store/append.rs:1 -> src/store/lock.rs:3: a cycle"]
        );
        // The long way round.
        let c = ("store/tail.rs", "use super::append::Row;\npub struct Tail;");
        let b = ("store/lock.rs", "use super::tail;\npub struct Lock;");
        assert_eq!(
            breaches(&[LIB, store, a, b, c]),
            ["src/store/append.rs:1 -> src/store/lock.rs:1 -> src/store/tail.rs:1: a cycle"]
        );
        // Through the folder's own mod.rs, which only hands the name on.
        let b = ("store/lock.rs", "use super::Row;\npub struct Lock;");
        let store = (
            "store/mod.rs",
            "mod append;\nmod lock;\npub use append::Row;",
        );
        assert_eq!(
            breaches(&[LIB, store, a, b]),
            ["src/store/append.rs:1 -> src/store/lock.rs:1: a cycle"]
        );
    }

    #[test]
    fn what_mod_rs_writes_is_its_files_own() {
        let child = (
            "store/append.rs",
            "use super::Row;\npub fn append(_: Row) {}",
        );
        let parent = (
            "store/mod.rs",
            "mod append;\npub struct Row;\nfn f() { append::append(Row) }",
        );
        assert_eq!(breaches(&[LIB, parent, child]), [""; 0]);
    }

    #[test]
    fn a_pure_floor_touches_no_file() {
        let analysis = (
            "analysis/mod.rs",
            "use std::{fmt, fs};\nfn f() { anyhow::bail!(\"\") }",
        );
        assert_eq!(
            breaches(&[LIB, analysis]),
            [
                "src/analysis/mod.rs:1: analysis is pure and may not use std::fs",
                "src/analysis/mod.rs:2: analysis is pure and may not use anyhow::bail",
            ]
        );
    }
}
