//! The completion scripts in the shells that they are for.

use std::process::Command;

use super::root;
use crate::harness::World;
use crate::tools;

/// Runs `script` in a shell with its own home; gives the words that it printed.
fn words(program: &str, args: &[&str], script: &str) -> Vec<String> {
    let home = World::new();
    let output = Command::new(program)
        .args(args)
        .args(["-c", script])
        .env_clear()
        .env("HOME", home.path(""))
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("TERM", "dumb")
        .current_dir(root())
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{program}: {stderr}");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| line.split('\t').next().unwrap_or_default().to_owned())
        .collect()
}

/// Command lines whose last word is being typed, and a name that must be
/// offered for it: names of commands and options in every shell,
const NAMES: &[(&[&str], &str)] = &[(&["rep"], "report"), (&["report", "--as"], "--as-of")];

/// the values of options where the generator offers them,
const VALUES: &[(&[&str], &str)] = &[
    (&["tips", "--format", "js"], "json"),
    (&["report", "--format", "mark"], "markdown"),
    (&["log", "-s", "hip"], "hip-flexor"),
    (&["log", "--activity", "sw"], "swim"),
    (&["log", "--symptom", "saddle"], "saddle-numbness"),
    (&["log", "-d", "yes"], "yesterday"),
    (&["report", "--since", "mon"], "monday"),
];

/// words that have no option,
const PLACES: &[(&[&str], &str)] = &[
    (&["export", "cs"], "csv"),
    (&["completions", "fi"], "fish"),
    (&["tips", "sho"], "shoes"),
    (&["stretch", "stren"], "strength"),
    (&["history", "yes"], "yesterday"),
];

/// and other words, too.
const WORDS: &[(&[&str], &str)] = &[(&["help", "rep"], "report"), (&["--color", "al"], "always")];

#[test]
#[ignore = "needs bash"]
fn bash_completes() {
    tools::need("bash");
    for (typed, expected) in &[NAMES, VALUES, PLACES, WORDS].concat() {
        let line: Vec<_> = std::iter::once(&"backcare").chain(*typed).copied().collect();
        let (last, before) = (line[line.len() - 1], line[line.len() - 2]);
        let script = format!(
            "source completions/backcare.bash; COMP_WORDS=({}); COMP_CWORD={}; \
             _backcare backcare '{last}' '{before}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            line.join(" "),
            line.len() - 1,
        );
        let offered = words("bash", &["--norc"], &script);
        assert!(offered.iter().any(|word| word == expected), "{line:?}: {offered:?}");
        assert!(offered.iter().all(|word| word.starts_with(last)), "{line:?}: {offered:?}");
    }
}

#[test]
#[ignore = "needs fish"]
fn fish_completes() {
    tools::need("fish");
    for (typed, expected) in &[NAMES, VALUES, PLACES].concat() {
        let line = format!("backcare {}", typed.join(" "));
        let script = format!("source completions/backcare.fish; complete --do-complete '{line}'");
        let offered = words("fish", &["--no-config"], &script);
        assert!(offered.iter().any(|word| word == expected), "{line}: {offered:?}");
    }
}

/// zsh completes only where it edits a line, so it gets a terminal of its own
/// making. Each line is completed, and then thrown away.
#[test]
#[ignore = "needs zsh"]
fn zsh_completes() {
    tools::need("zsh");
    let all = [NAMES, VALUES, PLACES, WORDS].concat();
    let typed: Vec<_> =
        all.iter().map(|(typed, _)| format!("type 'backcare {}'", typed.join(" "))).collect();
    let shown = words("zsh", &["-f"], &ZSH.replace("TYPED", &typed.join("\n"))).join("\n");
    for (typed, expected) in &all {
        let (_, before) = typed.split_last().unwrap();
        let line: Vec<_> = ["backcare"].iter().chain(before).chain([expected]).copied().collect();
        assert!(shown.contains(&line.join(" ")), "{line:?} is not in {shown}");
    }
}

const ZSH: &str = r#"
zmodload zsh/zpty zsh/zselect
zpty shell zsh -f -i
zpty -w shell 'setopt no_beep no_prompt_sp; PS1=; COLUMNS=500'
zpty -w shell 'fpath=($PWD/completions $fpath); autoload -Uz compinit; compinit -u -D; print R""EADY'
# Bounded: a shell that does not answer must not keep the tests waiting.
until_shown() {
    local chunk; shown=; integer tries
    while [[ $shown != *$1* ]] && (( tries++ < 1000 )); do
        if zpty -r -t shell chunk; then shown+=$chunk; else zselect -t 2; fi
    done
}
type() { zpty -w -n shell "$1"$'\t'$'\x15'; zpty -w shell 'print N""EXT'; until_shown NEXT; print -r -- "$shown"; }
until_shown READY
TYPED
zpty -d shell
"#;

/// elvish's editor is not there without a terminal: its two names are stood in for.
#[test]
#[ignore = "needs elvish"]
fn elvish_completes() {
    tools::need("elvish");
    let completer = super::read("completions/backcare.elv")
        .replace("edit:completion:arg-completer[backcare]", "completer")
        .replace("edit:complex-candidate $text", "nop &text=$text; put $text; nop");
    for (typed, expected) in NAMES {
        let line: Vec<_> = typed.iter().map(|word| format!("'{word}'")).collect();
        let script = format!(
            "var completer = $nil\n{completer}\nfor word [($completer backcare {})] {{ echo $word }}",
            line.join(" ")
        );
        let offered = words("elvish", &["-norc"], &script);
        assert!(offered.iter().any(|word| word == expected), "{line:?}: {offered:?}");
    }
}

/// PowerShell is not asked here; at least every name must stand in its script.
#[test]
fn powershell_knows_the_names() {
    let script = super::read("completions/_backcare.ps1");
    for (_, expected) in NAMES {
        assert!(script.contains(&format!("'{expected}'")), "{expected}");
    }
}
