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

/// The recipe of docs/reminders.md for the prompt of a shell, run after a command that
/// ended with 7, where `due` is how `backcare` ends; what it shows, and `$?` after it.
fn prompt(shell: &str, due: u8) -> String {
    tools::need(shell);
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reminders.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    let fence = format!("```{shell}\n");
    let recipe = docs.split_once(&fence).unwrap().1.split_once("```").unwrap().0;
    let script = match shell {
        "fish" => format!(
            "function backcare; return {due}; end; {recipe}\nsh -c 'exit 7'; fish_right_prompt; echo \" $status\""
        ),
        "bash" => format!(
            "backcare() {{ return {due}; }}; PS1='[$?] '; {recipe}\n(exit 7); echo \"${{PS1@P}}$?\""
        ),
        _ => format!(
            "backcare() {{ return {due}; }}; PROMPT='[%?] '; {recipe}\n(exit 7); echo \"${{(%%)PROMPT}}$?\""
        ),
    };
    let plain = match shell {
        "fish" => "--no-config",
        "bash" => "--norc",
        _ => "-f",
    };
    let output = Command::new(shell).args([plain, "-c", &script]).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

#[test]
#[ignore = "needs bash"]
fn the_prompt_of_bash_keeps_the_exit_status() {
    assert_eq!(prompt("bash", 1), "(back) [7] 7");
    assert_eq!(prompt("bash", 0), "[7] 7");
}

#[test]
#[ignore = "needs zsh"]
fn the_prompt_of_zsh_keeps_the_exit_status() {
    assert_eq!(prompt("zsh", 1), "(back) [7] 7");
    assert_eq!(prompt("zsh", 0), "[7] 7");
}

#[test]
#[ignore = "needs fish"]
fn the_prompt_of_fish_keeps_the_exit_status() {
    assert_eq!(prompt("fish", 1), "(back) 7");
    assert_eq!(prompt("fish", 0), " 7");
}
