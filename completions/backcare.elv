
use builtin;
use str;

set edit:completion:arg-completer[backcare] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'backcare'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'backcare'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand tips 'PLACEHOLDER'
            cand log 'PLACEHOLDER'
            cand history 'PLACEHOLDER'
            cand report 'PLACEHOLDER'
            cand status 'PLACEHOLDER'
            cand completions 'Write the completion script of a shell'
            cand man 'Write the man pages'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'backcare;tips'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;log'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;history'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;report'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;status'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;completions'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;man'= {
            cand --dir 'Write every page into this folder, instead of the main one to stdout'
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;help'= {
            cand tips 'PLACEHOLDER'
            cand log 'PLACEHOLDER'
            cand history 'PLACEHOLDER'
            cand report 'PLACEHOLDER'
            cand status 'PLACEHOLDER'
            cand completions 'Write the completion script of a shell'
            cand man 'Write the man pages'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'backcare;help;tips'= {
        }
        &'backcare;help;log'= {
        }
        &'backcare;help;history'= {
        }
        &'backcare;help;report'= {
        }
        &'backcare;help;status'= {
        }
        &'backcare;help;completions'= {
        }
        &'backcare;help;man'= {
        }
        &'backcare;help;help'= {
        }
    ]
    $completions[$command]
}
