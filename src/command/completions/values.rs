//! Values in the scripts of shells for which the generator offers too few: fish
//! lacks the arguments of commands, PowerShell and elvish lack all values.

use std::fmt::Write as _;

use clap::Command;

/// The values that may come next.
pub(super) struct Offer {
    /// The subcommand; empty before one is chosen.
    command: String,
    /// The option before the value; `None` for a command's own argument.
    option: Option<String>,
    values: Vec<String>,
}

impl Offer {
    /// The first and the last word after the program's name.
    fn key(&self) -> String {
        match (self.command.as_str(), &self.option) {
            ("", Some(option)) => format!("{option} {option}"),
            (command, Some(option)) => format!("{command} {option}"),
            (command, None) => format!("{command} {command}"),
        }
    }
}

/// Every argument and option with names to offer.
pub(super) fn offered(cli: &Command) -> Vec<Offer> {
    let mut cli = cli.clone();
    cli.build();
    let mut offers = Vec::new();
    add(&mut offers, "", &cli);
    for command in cli.get_subcommands() {
        add(&mut offers, command.get_name(), command);
    }
    offers
}

fn add(offers: &mut Vec<Offer>, command: &str, from: &Command) {
    for arg in from.get_arguments() {
        let values: Vec<_> = arg
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| value.get_name().to_owned())
            .collect();
        if values.is_empty() || !arg.get_action().takes_values() {
            continue;
        }
        let long = arg.get_long().map(|long| Some(format!("--{long}")));
        let short = arg.get_short().map(|short| Some(format!("-{short}")));
        let own = arg.is_positional().then_some(None);
        for option in long.into_iter().chain(short).chain(own) {
            offers.push(Offer {
                command: command.to_owned(),
                option,
                values: values.clone(),
            });
        }
    }
}

pub(super) fn fish(script: &str, offers: &[Offer]) -> String {
    // An option that still waits for its value is no failure.
    let mut script = script.replacen("\n    or return\n", "\n    or return 0\n", 1);
    for offer in offers.iter().filter(|offer| offer.option.is_none()) {
        let _ = writeln!(
            script,
            "complete -c backcare -n \"__fish_backcare_using_subcommand {}\" -f -a \"{}\"",
            offer.command,
            offer.values.join(" ")
        );
    }
    script
}

pub(super) fn powershell(script: &str, offers: &[Offer]) -> String {
    let mut block = String::from(
        "    $words = @($commandElements | ForEach-Object { $_.Extent.Text } | Where-Object { $_ -ne $wordToComplete })
    $values = @(switch (\"$($words[1]) $($words[-1])\") {\n",
    );
    for offer in offers {
        let values = offer.values.join("', '");
        let _ = writeln!(block, "        '{}' {{ '{values}' }}", offer.key());
    }
    block.push_str(
        "    }) | Where-Object { $_ -like \"$wordToComplete*\" }
    if ($values) {
        return $values | ForEach-Object {
            [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_)
        }
    }

",
    );
    before(script, "    $completions = @(switch", &block)
}

pub(super) fn elvish(script: &str, offers: &[Offer]) -> String {
    let mut block = String::from("    var values = [\n");
    for offer in offers {
        let values = offer.values.join(" ");
        let _ = writeln!(block, "        &'{}'= [{values}]", offer.key());
    }
    block.push_str(
        "    ]
    var key = $words[1]' '$words[-2]
    if (has-key $values $key) {
        all $values[$key]
    }
    if (not (has-key $completions $command)) {
        set command = 'backcare;'$words[1]
    }
    if (not (has-key $completions $command)) {
        set command = 'backcare'
    }
",
    );
    before(script, "    $completions[$command]", &block)
}

/// `script` with `block` before the first line that begins with `line`.
fn before(script: &str, line: &str, block: &str) -> String {
    script.replacen(line, &format!("{block}{line}"), 1)
}
