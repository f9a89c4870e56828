//! The timer files that docs/reminders.md hands out.

use std::path::Path;
use std::process::Command;

#[test]
fn the_systemd_units_verify() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("contrib/systemd");
    let result = Command::new("systemd-analyze")
        .args(["verify", "--user", "--man=no"])
        .arg(folder.join("backcare-reminder.service"))
        .arg(folder.join("backcare-reminder.timer"))
        .env("XDG_RUNTIME_DIR", std::env::temp_dir())
        .output();
    match result {
        Err(_) => eprintln!("skipped: systemd-analyze is not there"),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let ours: Vec<&str> = said
                .lines()
                .filter(|line| line.contains("backcare"))
                .collect();
            assert!(output.status.success() && ours.is_empty(), "{said}");
        }
    }
}

#[test]
fn the_launchd_file_is_a_property_list() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("contrib/launchd/backcare-reminder.plist");
    let program =
        "import plistlib,sys; plistlib.load(open(sys.argv[1],'rb'))['StartCalendarInterval']";
    match Command::new("python3")
        .args(["-c", program])
        .arg(path)
        .output()
    {
        Err(_) => eprintln!("skipped: python3 is not there"),
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        ),
    }
}
