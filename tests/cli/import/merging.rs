//! Two clones of a log in git, merged by the driver that docs/merging.md describes.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::{World, program};
use crate::tools;

/// A repository, and the clone of it, each with a log.
struct Clones {
    world: World,
}

impl Clones {
    fn new() -> Self {
        let clones = Self { world: World::new() };
        std::fs::create_dir(clones.at("one")).unwrap();
        let log = "one/log.csv";
        for pain in ["3", "4", "5"] {
            clones.world.ok(&["--file", log, "log", pain, "-n", "before"]);
        }
        let clones = clones.with_git();
        clones.git("one", &["clone", "-q", ".", "../two"]);
        clones.set_driver("two");
        clones
    }

    fn at(&self, name: &str) -> PathBuf {
        self.world.path(name)
    }

    /// Does, word for word, what the document says.
    fn with_git(self) -> Self {
        self.git("one", &["init", "-q", "-b", "main"]);
        let set_up = blocks().remove(2);
        self.shell("one", &set_up);
        self.set_driver("one");
        self.git("one", &["add", "log.csv"]);
        self.git("one", &["commit", "-q", "-m", "log"]);
        self
    }

    fn set_driver(&self, clone: &str) {
        self.shell(clone, &blocks().remove(3));
    }

    fn shell(&self, clone: &str, script: &str) {
        let status = self.command("sh", clone).args(["-e", "-c", script]).status();
        assert!(status.unwrap().success(), "{script}");
    }

    fn git(&self, clone: &str, args: &[&str]) {
        let output = self.command("git", clone).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
    }

    fn command(&self, program_name: &str, clone: &str) -> Command {
        let mut path = vec![program().parent().unwrap().to_owned()];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
        let world = self.world.command(&[]);
        let mut command = Command::new(program_name);
        command
            .env_clear()
            .envs(world.get_envs().filter_map(|(name, value)| Some((name, value?))))
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "A")
            .env("GIT_AUTHOR_EMAIL", "a@example.org")
            .env("GIT_COMMITTER_NAME", "A")
            .env("GIT_COMMITTER_EMAIL", "a@example.org")
            .current_dir(self.at(clone));
        command
    }

    fn backcare(&self, clone: &str, args: &[&str]) {
        let file = format!("{clone}/log.csv");
        self.world.ok(&[&["--file", &file], args].concat());
        self.git(clone, &["commit", "-q", "-a", "-m", args[0]]);
    }

    fn log(&self, clone: &str) -> String {
        std::fs::read_to_string(self.at(clone).join("log.csv")).unwrap()
    }
}

/// The commands of the document, block by block.
fn blocks() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/merging.md");
    let text = std::fs::read_to_string(path).unwrap();
    text.split("```").skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
#[ignore = "needs git"]
fn both_append_and_one_takes_back_and_nothing_is_lost_or_doubled() {
    tools::need("git");
    let clones = Clones::new();
    let start = clones.log("one");
    clones.backcare("one", &["undo"]);
    clones.backcare("one", &["log", "6", "-n", "one", "-s", "quad", "-s", "calf"]);
    clones.backcare("two", &["log", "7", "-n", "two"]);
    clones.backcare("two", &["log", "7", "-n", "two"]);

    clones.git("one", &["pull", "-q", "--no-rebase", "../two", "main"]);
    clones.git("two", &["pull", "-q", "--no-rebase", "../one", "main"]);
    let first_rows: Vec<&str> = start.lines().take(3).collect();
    let merged = clones.log("one");
    assert!(merged.starts_with(&first_rows.join("\n")), "{merged}");
    assert_eq!(merged.matches("before").count(), 2, "{merged}");
    assert_eq!(merged.matches(",one\n").count(), 1, "{merged}");
    assert_eq!(merged.matches("quad").count(), 1, "{merged}");
    assert_eq!(merged.matches("calf").count(), 1, "{merged}");
    assert_eq!(merged.matches(",two\n").count(), 2, "{merged}");
    assert_eq!(merged.lines().count(), 1 + 2 + 2 + 2, "{merged}");
    // The second pull only moved forward: both are one.
    assert_eq!(clones.log("two"), merged);

    // Nothing is left lying about that git would show.
    for clone in ["one", "two"] {
        let status = clones.command("git", clone).args(["status", "--porcelain"]).output();
        assert_eq!(String::from_utf8(status.unwrap().stdout).unwrap(), "");
        let litter: Vec<String> = std::fs::read_dir(clones.at(clone))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with(".merge_file"))
            .collect();
        assert_eq!(litter, [""; 0]);
    }
}

#[test]
#[ignore = "needs git"]
fn logs_without_a_common_beginning_become_one() {
    tools::need("git");
    let clones = Clones::new();
    clones.git("two", &["checkout", "-q", "--orphan", "fresh"]);
    std::fs::remove_file(clones.at("two/log.csv")).unwrap();
    clones.world.ok(&["--file", "two/log.csv", "log", "9", "-n", "fresh"]);
    clones.git("two", &["commit", "-q", "-a", "-m", "fresh"]);
    let args = ["pull", "-q", "--no-rebase", "--allow-unrelated-histories", "../two", "fresh"];
    clones.git("one", &args);
    let merged = clones.log("one");
    assert_eq!(merged.matches("before").count(), 3, "{merged}");
    assert_eq!(merged.matches("fresh").count(), 1, "{merged}");
}

#[test]
#[ignore = "needs git"]
fn what_cannot_be_merged_is_a_conflict_for_git() {
    tools::need("git");
    let clones = Clones::new();
    let path = clones.at("two/log.csv");
    let moved = clones.log("two").replace("date,time,", "time,date,") + "\"torn,2026-11-22\n";
    std::fs::write(path, moved).unwrap();
    clones.git("two", &["commit", "-q", "-a", "-m", "torn"]);
    clones.backcare("one", &["log", "1"]);
    let before = clones.log("one");
    let args = ["pull", "-q", "--no-rebase", "../two", "main"];
    let output = clones.command("git", "one").args(args).output().unwrap();
    assert!(!output.status.success(), "{output:?}");
    assert_eq!(clones.log("one"), before);
    let status = clones.command("git", "one").args(["status", "--porcelain"]).output();
    let status = String::from_utf8(status.unwrap().stdout).unwrap();
    assert_eq!(status, "UU log.csv\n");
}
