//! Nothing that was acknowledged is ever lost: many writers at once, writers
//! that are killed, disks that are full.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use crate::harness::{Ran, World};
use crate::tools::{self, skipped};

/// The notes of all rows; fails on a line that is no row.
fn notes(path: &Path) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let note = header.iter().position(|name| name == "note");
    let row = |row: csv::StringRecord| {
        assert!(row[0].parse::<chrono::NaiveDate>().is_ok(), "{row:?}");
        note.and_then(|note| row.get(note)).unwrap_or_default().to_owned()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn names_beside(path: &Path) -> BTreeSet<String> {
    std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// `script` in the world's shell, with the program as `$B` and the log as `$L`.
fn shell(world: &World, script: &str) -> Ran {
    let inner = world.command(&[]);
    let mut command = Command::new("sh");
    command.args(["-c", script]).env_clear();
    for (name, value) in inner.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    let output = command
        .env("B", crate::harness::program())
        .env("L", world.log_path())
        .current_dir(world.path(""))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
}

#[test]
fn eight_writers_of_sixty_rows_leave_all_of_them() {
    const WRITERS: usize = 8;
    const ROWS: usize = 60;
    let world = World::new();
    // No log, then one that the very first writers must widen.
    let widened = world.path("widened.csv");
    std::fs::write(&widened, "date,pain").unwrap();
    for path in [world.log_path(), widened] {
        let file = format!("--file={}", path.display());
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (world, file) = (&world, &file);
                scope.spawn(move || {
                    for row in 0..ROWS {
                        let note = format!("--note=writer {writer} row {row}");
                        let status = world
                            .command(&["log", "4", &note, file])
                            .stdout(Stdio::null())
                            .status()
                            .unwrap();
                        assert!(status.success());
                    }
                });
            }
        });
        let notes = notes(&path);
        assert_eq!(notes.len(), WRITERS * ROWS);
        let distinct: BTreeSet<_> = notes.into_iter().collect();
        assert_eq!(distinct.len(), WRITERS * ROWS);
    }
}

#[test]
fn a_writer_that_is_killed_takes_no_row_with_it() {
    let world = World::new();
    let mut acknowledged = BTreeSet::new();
    for round in 0..120 {
        let note = format!("round {round}");
        let mut child =
            world.command(&["log", "4", "--note", &note]).stdout(Stdio::null()).spawn().unwrap();
        // Each round gives the writer a little longer before the end.
        for _ in 0..round * 40 {
            thread::yield_now();
        }
        let ended_before = child.try_wait().unwrap();
        let _ = child.kill();
        let status = ended_before.unwrap_or_else(|| child.wait().unwrap());
        if status.success() {
            acknowledged.insert(note);
        }
    }
    world.ok(&["log", "4", "--note=last"]);
    acknowledged.insert("last".to_owned());
    let notes: BTreeSet<_> = notes(&world.log_path()).into_iter().collect();
    assert!(notes.is_superset(&acknowledged), "{notes:?}\n{acknowledged:?}");
}

/// How `strace` ends a call: with a signal at its n-th, or with an error.
fn traced(world: &World, args: &[&str], strace: &[&str]) -> Option<Ran> {
    let wrapper: Vec<_> =
        ["strace", "-f", "-qq", "-o", "/dev/null"].iter().chain(strace).copied().collect();
    let ran = world.run_under(&wrapper, args);
    let may_trace = !ran.stderr.contains("ptrace") && !ran.stderr.contains("PTRACE");
    may_trace.then_some(ran)
}

const CALLS: &str = "openat,flock,read,lseek,write,fdatasync,fsync,fchmod,link,linkat,rename,renameat,unlink,unlinkat,mkdir,mkdirat,close";

/// Kills a writer at each of its system calls in turn.
#[test]
#[ignore = "needs strace"]
fn a_kill_at_any_system_call_leaves_a_whole_log() {
    tools::need("strace");
    if traced(&World::new(), &["--version"], &[]).is_none() {
        skipped("no process may be traced here");
        return;
    }
    for before in [None, Some("date,pain,note\n"), Some("date,pain\n2026-11-19,3")] {
        let already = usize::from(before.is_some_and(|log| log.contains("19,3")));
        let mut ended_well = false;
        for call in 1..400 {
            let world = World::new();
            if let Some(log) = before {
                world.with_log(log);
            }
            let kill = format!("inject={CALLS}:signal=SIGKILL:when={call}");
            let ran = traced(&world, &["log", "4", "--note=killed"], &["-e", &kill]).unwrap();
            world.ok(&["log", "5", "--note=next"]);
            let notes = notes(&world.log_path());
            let killed = notes.iter().filter(|note| *note == "killed").count();
            assert!(killed <= 1, "call {call}: {notes:?}");
            assert_eq!(notes.len(), already + killed + 1, "call {call}: {notes:?}");
            assert_eq!(notes.last().unwrap(), "next");
            if ran.code == Some(0) {
                assert_eq!(killed, 1, "call {call}: acknowledged and lost");
                ended_well = true;
                break;
            }
            assert!(names_beside(&world.log_path()).len() <= 3, "call {call}");
        }
        assert!(ended_well, "the writer was always killed");
    }
}

#[test]
#[ignore = "needs strace"]
fn an_error_of_the_disk_leaves_the_log_as_it_was() {
    tools::need("strace");
    if traced(&World::new(), &["--version"], &[]).is_none() {
        skipped("no process may be traced here");
        return;
    }
    let before = "date,pain,note\n2026-11-19,3,torn";
    for (error, said) in [
        ("write:error=ENOSPC", "Free some space"),
        ("write:error=EDQUOT", "Free some space"),
        ("write:error=EIO", "nothing was changed"),
        // The row is in the file when the disk says no.
        ("fdatasync:error=EIO", "nothing was changed"),
        ("fdatasync:error=ENOSPC", "Free some space"),
    ] {
        let world = World::new();
        let path = world.with_log(before);
        let path = path.to_str().unwrap();
        let inject = format!("inject={error}");
        let ran = traced(&world, &["log", "4", "--note=x"], &["-P", path, "-e", &inject]).unwrap();
        assert_eq!(ran.code, Some(2), "{error}: {ran}");
        assert!(ran.stderr.contains(said), "{error}: {ran}");
        assert_eq!(world.log(), before, "{error}");

        // A header that must be widened goes through the temporary file.
        let temporary = format!("{path}.backcare-tmp");
        let args = ["log", "4", "--symptom=night-pain"];
        let ran = traced(&world, &args, &["-P", &temporary, "-e", &inject]).unwrap();
        assert_eq!(ran.code, Some(2), "{error}: {ran}");
        assert!(ran.stderr.contains(said), "{error}: {ran}");
        assert_eq!(world.log(), before, "{error}");
        assert_eq!(names_beside(&world.log_path()).len(), 2, "{error}");

        // And so does a log that is not there yet.
        let world = World::new();
        let temporary = format!("{}.backcare-tmp", world.log_path().display());
        let ran = traced(&world, &["log", "4"], &["-P", &temporary, "-e", &inject]).unwrap();
        assert_eq!(ran.code, Some(2), "{error}: {ran}");
        assert!(!world.log_path().exists(), "{error}");
        world.ok(&["log", "4"]);
    }
}

#[test]
fn a_file_size_limit_is_an_error_and_no_death() {
    // POSIX counts `ulimit -f` in blocks of 512 bytes.
    let long = "x".repeat(1200);
    let limited =
        |world: &World, args: &str| shell(world, &format!("ulimit -f 2; exec \"$B\" log {args}"));
    let before = format!("date,pain,note\n2026-11-19,3,{}\n", "y".repeat(900));
    for args in [
        format!("4 --note={long}"),
        // Here the header must be widened, which writes the file anew.
        "4 --symptom=night-pain --note=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz".to_owned(),
    ] {
        let world = World::new();
        let path = world.with_log(&before);
        let ran = limited(&world, &args);
        assert_eq!(ran.code, Some(2), "{ran}");
        assert!(ran.stderr.contains("ulimit -f"), "{ran}");
        assert_eq!(world.log(), before);
        assert_eq!(names_beside(&path).len(), 2, "the log and its lock");
        // What fits is written.
        assert_eq!(limited(&world, "4 --note=short").code, Some(0));
    }
    let world = World::new();
    let ran = limited(&world, &format!("4 --note={long}"));
    assert_eq!(ran.code, Some(2), "{ran}");
    assert!(!world.log_path().exists());
    world.ok(&["log", "4"]);
}

#[test]
fn a_full_disk_is_an_error_and_leaves_the_log_as_it_was() {
    // A small disk in a name space of its own, full to the last byte.
    const DISK: &str = "
        mkdir disk && mount -t tmpfs -o size=64k none disk || exit 77
        export BACKCARE_FILE=disk/log.csv
        \"$B\" log 3 --note=kept --date=2026-11-19 >out || exit 78
        cp disk/log.csv before
        cat /dev/zero >disk/filler 2>/dev/null
        i=0; while [ $i -lt 200 ]; do
            cp disk/log.csv before
            \"$B\" log 4 --note=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa >out 2>err || break
            i=$((i+1))
        done
        cat err; cmp before disk/log.csv || exit 79
        \"$B\" log 4 --file disk/new.csv >out 2>err && exit 80
        cat err; test -s disk/new.csv && exit 81
        rm disk/filler
        \"$B\" log 5 --note=after >out || exit 82
        tail -n 1 disk/log.csv; ls disk | sed 's/^/left: /'
    ";
    let world = World::new();
    std::fs::write(world.path("disk.sh"), DISK).unwrap();
    let ran = shell(&world, "unshare -rm sh disk.sh || unshare -m sh disk.sh");
    if ran.code == Some(77) || ran.stderr.contains("unshare") {
        skipped(&format!("no disk can be mounted here: {}", ran.stderr.trim()));
        return;
    }
    assert_eq!(ran.code, Some(0), "{ran}");
    assert_eq!(ran.stdout.matches("Free some space").count(), 2, "{ran}");
    assert!(ran.stdout.contains(",5,"), "{ran}");
    let left: Vec<_> = ran.stdout.lines().filter_map(|line| line.strip_prefix("left: ")).collect();
    assert_eq!(left, ["log.csv", "log.csv.lock", "new.csv.lock"]);
}
