//! The timer files that docs/reminders.md hands out.

use std::path::Path;
use std::process::Command;

use crate::tools;

#[test]
#[ignore = "needs systemd-analyze"]
fn the_systemd_units_verify() {
    tools::need("systemd-analyze");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("contrib/systemd");
    let output = Command::new("systemd-analyze")
        .args(["verify", "--user", "--man=no"])
        .arg(folder.join("backcare-reminder.service"))
        .arg(folder.join("backcare-reminder.timer"))
        .env("XDG_RUNTIME_DIR", std::env::temp_dir())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let ours: Vec<&str> = said.lines().filter(|line| line.contains("backcare")).collect();
    assert!(output.status.success() && ours.is_empty(), "{said}");
}

#[test]
#[ignore = "needs python3"]
fn the_launchd_file_is_a_property_list() {
    tools::need("python3");
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("contrib/launchd/backcare-reminder.plist");
    let program =
        "import plistlib,sys; plistlib.load(open(sys.argv[1],'rb'))['StartCalendarInterval']";
    let output = Command::new("python3").args(["-c", program]).arg(path).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
