# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_backcare_global_optspecs
    string join \n file= color= h/help V/version
end

function __fish_backcare_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_backcare_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_backcare_using_subcommand
    set -l cmd (__fish_backcare_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c backcare -n "__fish_backcare_needs_command" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_needs_command" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_needs_command" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_needs_command" -s V -l version -d 'Print version'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "tips" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "log" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "history" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "report" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "status" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "completions" -d 'Write the completion script of a shell'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "man" -d 'Write the man pages'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand tips" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand tips" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand log" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand log" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand log" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand history" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand history" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand history" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand report" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand report" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand report" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand status" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand status" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand status" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand completions" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand completions" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand completions" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand man" -l dir -d 'Write every page into this folder, instead of the main one to stdout' -r -f -a "(__fish_complete_directories)"
complete -c backcare -n "__fish_backcare_using_subcommand man" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand man" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand man" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand help; and not __fish_seen_subcommand_from tips log history report status completions man help" -f -a "tips" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_using_subcommand help; and not __fish_seen_subcommand_from tips log history report status completions man help" -f -a "log" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_using_subcommand help; and not __fish_seen_subcommand_from tips log history report status completions man help" -f -a "history" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_using_subcommand help; and not __fish_seen_subcommand_from tips log history report status completions man help" -f -a "report" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_using_subcommand help; and not __fish_seen_subcommand_from tips log history report status completions man help" -f -a "status" -d 'PLACEHOLDER'
complete -c backcare -n "__fish_backcare_using_subcommand help; and not __fish_seen_subcommand_from tips log history report status completions man help" -f -a "completions" -d 'Write the completion script of a shell'
complete -c backcare -n "__fish_backcare_using_subcommand help; and not __fish_seen_subcommand_from tips log history report status completions man help" -f -a "man" -d 'Write the man pages'
complete -c backcare -n "__fish_backcare_using_subcommand help; and not __fish_seen_subcommand_from tips log history report status completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
