//! Nothing that a person recorded is lost or done twice for want of a word.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use crate::harness::World;
use crate::tools::{self, skipped};

const LOG: &str = "date,time,pain,note\n2026-11-20,07:30,4,one\n2026-11-21,07:30,5,two\n";

fn world() -> World {
    let world = World::new();
    let path = world.with_log(LOG);
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    world
}

fn backup(world: &World) -> std::path::PathBuf {
    world.path("data/backcare/log.csv.backup-2026-11-22T0730")
}

#[test]
fn a_header_that_could_not_be_read_again_is_not_written() {
    let world = World::new();
    let wide = format!("date,pain\n2026-11-20,4\n2026-11-21,5{}x\n", ",".repeat(70_000));
    let long = format!("date,pain,{}\n2026-11-20,4,\n", "x".repeat(65_520));
    for log in [wide, long] {
        world.with_log(&log);
        let stderr = world.refused(&["log", "4", "-n", "hello"]);
        assert!(stderr.contains("longer than 64 KiB"), "{stderr}");
        assert_eq!(world.log(), log);
        world.ok(&["log", "4"]);
    }
}

#[test]
fn no_output_takes_the_place_of_a_log_or_a_copy_of_one() {
    let world = world();
    let other = world.path("other.csv");
    fs::write(&other, LOG).unwrap();
    let copy = world.path("torn.csv.backup-2026-11-20T0730-2");
    fs::write(&copy, "torn").unwrap();
    for target in [&other, &copy] {
        let target = target.to_str().unwrap();
        let before = fs::read(target).unwrap();
        for args in [
            &["report", "--format", "text", "-o", target][..],
            &["report", "--format", "html", "-o", target],
            &["export", "csv", "-o", target],
        ] {
            let stderr = world.refused(args);
            assert!(stderr.contains("is a backcare log, or a copy of one"), "{stderr}");
            assert_eq!(fs::read(target).unwrap(), before);
        }
    }
    let default = world.log_path();
    let args =
        ["--file", "other.csv", "report", "--format", "text", "-o", default.to_str().unwrap()];
    world.refused(&args);
    assert_eq!(world.log(), LOG);
    // A report may be written over an earlier one, and an export over one whose
    // rows it has.
    for _ in 0..2 {
        world.ok(&["report", "-o", "report.txt"]);
        world.ok(&["export", "csv", "-o", "export.csv"]);
        world.ok(&["log", "4", "-d", "yesterday"]);
    }
    world.refused(&["export", "csv", "--since", "yesterday", "-o", "export.csv"]);
}

/// What each command that changes the log says where stdout takes nothing.
#[cfg(target_os = "linux")]
#[test]
fn work_that_is_done_is_said_to_be_done() {
    for (args, log, says) in [
        (&["undo"][..], LOG.to_owned(), "pain 5/10"),
        (&["import", "backcare", "more.csv"], LOG.to_owned(), "1 row added"),
        (&["check", "--fix"], LOG.replace("2026-11-20", "20.11.2026"), "fixed 1 line"),
        (&["edit"], LOG.to_owned(), "saved; the log has 2 rows"),
        (&["log", "4"], LOG.to_owned(), "pain 4/10"),
    ] {
        let mut world = world();
        world.with_log(&log);
        world.var("EDITOR", "sed -i s/two/three/");
        fs::write(world.path("more.csv"), "date,pain\n2026-11-22,6\n").unwrap();
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = world.command(args).stdout(full).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}\n{stderr}");
        assert!(stderr.contains("it is done, but that cannot be written"), "{stderr}");
        assert!(stderr.contains(says), "{args:?}\n{stderr}");
        assert_ne!(world.log(), log, "{args:?}");
    }
}

#[test]
fn an_export_comes_back_as_the_same_rows() {
    let world = World::new();
    let log = "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note\n\
               2026-11-20,07:30,4,,,,,,,,,-2 today\n2026-11-21,07:30,5,,,,,,,,,'tis better\n";
    world.with_log(log);
    world.ok(&["export", "csv", "-o", "out.csv"]);
    let out = fs::read_to_string(world.path("out.csv")).unwrap();
    assert!(out.contains(",'-2 today\n"), "{out}");
    let shown = world.ok(&["import", "out.csv"]);
    assert_eq!(shown, "0 rows added, 2 there already\n");
    // And so do rows below a header in another spelling.
    fs::write(world.path("caps.csv"), log.replace("note", "Note")).unwrap();
    let shown = world.ok(&["import", "backcare", "caps.csv"]);
    assert_eq!(shown, "0 rows added, 2 there already\n");
    // Into an empty log the note comes without the sign.
    world.ok(&["--file", "new.csv", "import", "backcare", "out.csv"]);
    let new = fs::read_to_string(world.path("new.csv")).unwrap();
    assert!(new.contains(",-2 today\n"), "{new}");
}

#[test]
fn an_edit_that_takes_rows_away_says_so_and_keeps_a_copy() {
    let mut world = world();
    world.var("EDITOR", "sed -i 3,99d");
    let shown = world.ok(&["edit"]);
    assert!(shown.contains("the log has 1 row, 1 row fewer than before"), "{shown}");
    assert_eq!(fs::read_to_string(backup(&world)).unwrap(), LOG);
    assert_eq!(backup(&world).metadata().unwrap().mode() & 0o777, 0o600);
}

#[test]
fn an_edit_is_refused_when_something_would_no_longer_be_read() {
    let log = "date,time,pain,symptoms,note\n2026-11-20,07:30,4,saddle-numbness,\n";
    for (script, says) in [
        ("1s/symptoms/signs/", "the column symptoms is gone"),
        // Rows that stay as they are, under a header that no longer fits them.
        ("1s/symptoms,//", "line 2"),
        ("1s/pain,symptoms/symptoms,pain/", "line 2"),
        ("1s/,/;/g", "line 2"),
        ("1s/symptoms/symptms/", "did you mean symptoms?"),
        ("1s/pain/pian/", "did you mean pain?"),
        ("2s/2026-11-20/2062-11-20/", "2062-11-20 is in the future"),
        ("2s/saddle-numbness/sadle/", "\"sadle\" is not a symptom"),
        ("2s/,4,/,8.5,/", "\"8.5\" is not a pain rating"),
    ] {
        let mut world = World::new();
        world.with_log(log);
        world.var("EDITOR", &format!("sed -i {script}"));
        let stderr = world.refused(&["edit"]);
        assert!(stderr.contains(says), "{script}\n{stderr}");
        assert_eq!(world.log(), log);
    }
    for (script, says) in [
        // Another spelling is read, and an old future row is no news.
        ("1s/symptoms/Symptoms/;1s/pain/Pain/", ""),
        ("2s/saddle-numbness/leg-pain|fever/", "read as several symptoms"),
        ("1s/,note/,note,mood/", ""),
    ] {
        let mut world = World::new();
        world.with_log(format!("{log}2062-01-01,,1,,\n"));
        world.var("EDITOR", &format!("sed -i '{script}'"));
        let ran = world.run(&["edit"]);
        assert_eq!(ran.code, Some(0), "{script}\n{ran}");
        assert!(ran.stderr.contains(says), "{script}\n{ran}");
    }
}

/// Another program that holds the lock of the log.
fn hold(world: &World) -> fs::File {
    let lock = world.path("data/backcare/log.csv.lock");
    let file = fs::File::create(lock).unwrap();
    file.lock().unwrap();
    file
}

/// Starts a command, and gives it with the rest of its stderr and the first line.
fn start(world: &World, args: &[&str]) -> (Child, BufReader<ChildStderr>, String) {
    let mut child = world
        .command(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    stderr.read_line(&mut first).unwrap();
    (child, stderr, first)
}

#[test]
fn a_lock_that_is_held_is_waited_for_with_a_word() {
    let world = world();
    for args in [&["log", "4"][..], &["undo"]] {
        let held = hold(&world);
        let (mut child, mut stderr, mut said) = start(&world, args);
        assert!(
            said.starts_with("backcare: waiting for ") && said.contains("log.csv.lock"),
            "{said}"
        );
        assert_eq!(child.try_wait().unwrap(), None);
        drop(held);
        assert!(child.wait().unwrap().success(), "{args:?}");
        stderr.read_to_string(&mut said).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    assert_eq!(world.log(), LOG);
}

#[test]
fn ctrl_c_ends_the_wait_for_a_lock() {
    let world = world();
    world.with_config("");
    fs::write(
        world.path("config/backcare/routines.toml"),
        "[[routine]]\nname = \"quick\"\nsummary = \"Mine\"\n\
         [[routine.stretch]]\nname = \"calf\"\nhold = \"1s\"\nprepare = \"0s\"\n",
    )
    .unwrap();
    let _held = hold(&world);
    // Where the tests run in the background of a shell, SIGINT is ignored, and a child
    // inherits that; a signal that is handled begins anew in a child.
    let ends = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    signal_hook::flag::register_conditional_default(signal_hook::consts::SIGINT, ends).unwrap();
    for args in [&["log", "4"][..], &["stretch", "quick", "--side", "left"]] {
        let (mut child, mut stderr, mut said) = start(&world, args);
        assert!(said.contains("waiting for"), "{said}");
        let pid = child.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status().unwrap();
        let status = child.wait().unwrap();
        stderr.read_to_string(&mut said).unwrap();
        if args[0] == "stretch" {
            assert_eq!(status.code(), Some(130), "{said}");
            assert!(said.contains("what was held is not recorded (calf 0:01)"), "{said}");
        } else {
            assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(2));
        }
    }
    assert_eq!(world.log(), LOG);
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let world = World::new();
    let pipe = world.path("pipe.csv");
    Command::new("mkfifo").arg(&pipe).status().unwrap();
    for file in ["/dev/zero", "pipe.csv"] {
        for args in [&["edit"][..], &["undo"], &["check"], &["check", "--fix"], &["log", "4"]] {
            let stderr = world.refused(&[&["--file", file], args].concat());
            assert!(stderr.contains("not a regular file"), "{file} {args:?}\n{stderr}");
        }
    }
}

#[test]
fn a_lock_that_cannot_be_opened_says_what_to_do() {
    let lock = |world: &World| world.path("data/backcare/log.csv.lock");
    let linked = world();
    let target = linked.path("made");
    symlink(&target, lock(&linked)).unwrap();
    let stderr = linked.refused(&["log", "4"]);
    assert!(stderr.contains("symbolic link; remove it"), "{stderr}");
    assert!(!target.exists());
    let folder = world();
    fs::create_dir(lock(&folder)).unwrap();
    let stderr = folder.refused(&["log", "4"]);
    assert!(stderr.contains("It is a folder: move it away"), "{stderr}");
    let looped = World::new();
    symlink("b.csv", looped.path("a.csv")).unwrap();
    symlink("a.csv", looped.path("b.csv")).unwrap();
    let stderr = looped.refused(&["--file", "a.csv", "log", "4"]);
    assert!(stderr.to_lowercase().contains("too many"), "{stderr}");
    assert_eq!(linked.log(), LOG);
    assert_eq!(folder.log(), LOG);
}

#[test]
#[ignore = "needs setpriv and the rights of root"]
fn another_users_lock_or_link_is_named() {
    assert!(is_root(), "this makes files of another user, which takes the rights of root");
    tools::need("setpriv");
    // A user without rights of root, and a lock that root has left behind.
    let world = world();
    let nobody = 65534;
    let give = |path: &Path| std::os::unix::fs::chown(path, Some(nobody), Some(nobody)).unwrap();
    for path in ["", "data", "data/backcare", "data/backcare/log.csv"] {
        give(&world.path(path));
    }
    let lock = world.path("data/backcare/log.csv.lock");
    fs::write(&lock, "").unwrap();
    fs::set_permissions(&lock, fs::Permissions::from_mode(0o600)).unwrap();
    let id = nobody.to_string();
    let wrapper = ["setpriv", "--reuid", &id, "--regid", &id, "--clear-groups"];
    let ran = world.run_under(&wrapper, &["log", "4"]);
    if ran.stderr.contains("Permission denied") && !ran.stderr.contains("backcare:") {
        return skipped("another user, who cannot run the program from here");
    }
    assert_eq!(ran.code, Some(2), "{ran}");
    assert!(ran.stderr.contains("belongs to another user: remove it"), "{ran}");
    assert_eq!(world.log(), LOG);
    // A link that somebody has put into a folder for all.
    let shared = world.path("shared");
    fs::create_dir(&shared).unwrap();
    std::os::unix::fs::chown(&shared, Some(0), Some(0)).unwrap();
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o777)).unwrap();
    symlink(world.path("x.csv"), shared.join("new.csv")).unwrap();
    std::os::unix::fs::lchown(shared.join("new.csv"), Some(nobody), Some(nobody)).unwrap();
    let stderr = world.refused(&["--file", "shared/new.csv", "log", "4"]);
    assert!(stderr.contains("another user's symbolic link"), "{stderr}");
    assert!(!world.path("x.csv").exists());
}

fn is_root() -> bool {
    let folder = tempfile::tempdir().unwrap();
    folder.path().metadata().unwrap().uid() == 0
}

#[test]
#[ignore = "needs strace"]
fn a_file_system_without_locks_is_written_to() {
    tools::need("strace");
    for error in ["ENOLCK", "EOPNOTSUPP"] {
        let world = world();
        let inject = format!("inject=flock:error={error}");
        let wrapper = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject];
        let ran = world.run_under(&wrapper, &["log", "4"]);
        if ran.stderr.contains("ptrace") {
            return skipped("strace, which may not trace here");
        }
        assert_eq!(ran.code, Some(0), "{error}\n{ran}");
        assert!(world.log().ends_with("2026-11-22,07:30,4,\n"), "{}", world.log());
    }
    let world = world();
    let wrapper =
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=flock:error=EINTR:when=1"];
    assert_eq!(world.run_under(&wrapper, &["log", "4"]).code, Some(0));
}

/// Some file systems refuse a rename while the program has either file open.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs strace"]
fn no_file_is_open_while_it_is_renamed() {
    tools::need("strace");
    for args in [
        &["undo"][..],
        &["log", "4", "--symptom", "leg-pain"],
        &["check", "--fix"],
        &["edit"],
        &["import", "backcare", "more.csv"],
        &["report", "-o", "report.txt"],
    ] {
        let mut world = world();
        world.with_log(LOG.replace("2026-11-20", "20.11.2026"));
        world.var("EDITOR", "sed -i s/two/three/");
        fs::write(world.path("more.csv"), "date,pain,mood\n2026-11-22,6,low\n").unwrap();
        fs::write(world.path("report.txt"), "old").unwrap();
        let trace = world.path("trace");
        let wrapper = [
            "strace",
            "-qq",
            "-y",
            "-o",
            trace.to_str().unwrap(),
            "-e",
            "trace=openat,close,rename,renameat,renameat2,dup,dup2,fcntl",
        ];
        let ran = world.run_under(&wrapper, args);
        if ran.stderr.contains("ptrace") {
            return skipped("strace, which may not trace here");
        }
        let trace = fs::read_to_string(trace).unwrap();
        let mut open: Vec<(String, String)> = Vec::new();
        let mut renames = 0;
        for line in trace.lines() {
            // `openat(AT_FDCWD</…>, "…") = 3</…/log.csv>`
            if line.starts_with("openat")
                && let Some((_, opened)) = line.split_once(" = ")
            {
                if let Some((fd, path)) = opened.trim_end_matches('>').split_once('<') {
                    open.push((fd.to_owned(), path.to_owned()));
                }
            } else if let Some(rest) = line.strip_prefix("close(") {
                let fd = rest.split(['<', ')']).next().unwrap();
                open.retain(|(there, _)| there != fd);
            } else if line.starts_with("rename") {
                renames += 1;
                let names: Vec<&str> = line.split('"').skip(1).step_by(2).take(2).collect();
                for (fd, path) in &open {
                    let is_open =
                        names.iter().any(|name| path.ends_with(name.rsplit('/').next().unwrap()));
                    assert!(!is_open, "{args:?}: {fd} is {path}\n{trace}");
                }
            }
        }
        assert!(renames > 0, "{args:?}: {ran}\n{trace}");
    }
}

#[test]
fn a_limit_on_file_sizes_is_an_error_for_a_report_too() {
    let world = world();
    let program = crate::harness::program().to_str().unwrap();
    let script = format!("ulimit -f 1; exec '{program}' \"$@\"");
    for (args, left) in [
        (&["report", "--format", "html", "-o", "u.html"][..], "u.html"),
        (&["config", "--init"], "config/backcare/config.toml"),
    ] {
        let wrapper = [
            "sh",
            "-c",
            &script.replace(
                "ulimit -f 1",
                if left == "u.html" { "ulimit -f 1" } else { "ulimit -f 0" },
            ),
            "sh",
        ];
        let mut command = world.command(&[]);
        let envs: Vec<_> =
            command.get_envs().filter_map(|(k, v)| Some((k.to_owned(), v?.to_owned()))).collect();
        command = Command::new(wrapper[0]);
        let output = command
            .args(&wrapper[1..])
            .args(args)
            .env_clear()
            .envs(envs)
            .current_dir(world.path(""))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}\n{stderr}");
        assert!(!world.path(left).exists(), "{left}");
        let litter = fs::read_dir(world.path("")).unwrap().flatten();
        let litter: Vec<_> =
            litter.filter(|file| file.file_name().to_string_lossy().ends_with(".tmp")).collect();
        assert!(litter.is_empty(), "{litter:?}");
    }
    world.ok(&["config", "--init"]);
    let config = world.path("config/backcare");
    assert_eq!(config.metadata().unwrap().mode() & 0o777, 0o700);
    assert_eq!(config.join("config.toml").metadata().unwrap().mode() & 0o777, 0o600);
}

#[test]
fn a_chain_of_links_stays_one() {
    let world = world();
    symlink("b1", world.path("a1")).unwrap();
    symlink("c1", world.path("b1")).unwrap();
    for _ in 0..2 {
        world.ok(&["report", "-o", "a1"]);
        assert_eq!(fs::read_link(world.path("b1")).unwrap(), Path::new("c1"));
        assert!(world.path("c1").symlink_metadata().unwrap().is_file());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn copies_of_a_log_with_any_name_are_thinned() {
    use std::os::unix::ffi::OsStrExt as _;
    let world = World::new();
    let name = std::ffi::OsStr::from_bytes(b"l\xffg.csv");
    let log = world.path("").join(name);
    for day in 1..=12 {
        fs::write(&log, format!("date,pain\n{day}.11.2026,4\n")).unwrap();
        fs::set_permissions(&log, fs::Permissions::from_mode(0o600)).unwrap();
        let mut command = world.command(&["check", "--fix", "--file"]);
        assert!(command.arg(&log).stdout(Stdio::null()).status().unwrap().success());
    }
    let copies = fs::read_dir(world.path("")).unwrap().flatten();
    let copies = copies.filter(|file| file.file_name().to_string_lossy().contains(".backup-"));
    assert_eq!(copies.count(), 10);
}
