
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
            cand tips 'List the topics of guidance, or print one'
            cand stretch 'Guide a stretching session, and record it'
            cand log 'Record pain, stretches, activities, symptoms'
            cand history 'List what was recorded'
            cand edit 'Open the log in your editor, and check it'
            cand undo 'Take back what was recorded last'
            cand report 'Show pain over time, and the verdict'
            cand status 'Show today and the verdict in one line'
            cand export 'Take the records out, for other programs'
            cand import 'Bring in training and pain of other programs'
            cand check 'Find what is wrong with the log, and fix it'
            cand config 'Show the settings, and where each comes from'
            cand completions 'Write the completion script of a shell'
            cand man 'Write the man pages'
            cand help 'Print the help of a command'
        }
        &'backcare;tips'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --format 'The form of the output; json always has the sources'
            cand --for-me 'Pick the topic that fits what your log says, and say why'
            cand --why 'Add the reasons and the whole evidence; markdown and json always have them'
            cand --sources 'Add the numbered sources, and to each statement those that it rests on'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'backcare;stretch'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --hold 'How long to hold each stretch, such as 30s [default: as in the routine]'
            cand --sets 'How often to hold each stretch, on each side [default: as in the routine]'
            cand --side 'Which side to stretch'
            cand --list 'List the routines'
            cand --dry-run 'Show the plan with its times and sources, and do nothing'
            cand --no-log 'Record nothing'
            cand --pain 'Ask for the level of pain at the end, and record it too'
            cand -q 'No bell'
            cand --quiet 'No bell'
            cand -y 'Answer yes: start in spite of an open sign of a leg or a bone or of strong pain, keep what was done. An urgent sign that is open stops it all the same'
            cand --yes 'Answer yes: start in spite of an open sign of a leg or a bone or of strong pain, keep what was done. An urgent sign that is open stops it all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;log'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -p 'The same, as an option'
            cand --pain 'The same, as an option'
            cand -s 'A stretch, and the time held, both sides together: hamstring, hamstring:90s, hamstring:4x30s. May be repeated'
            cand --stretch 'A stretch, and the time held, both sides together: hamstring, hamstring:90s, hamstring:4x30s. May be repeated'
            cand -a 'What you did: run, walk, swim, bike, weights, core or any other word, with time and distance: run:45min:8km, swim:400m. May be repeated'
            cand --activity 'What you did: run, walk, swim, bike, weights, core or any other word, with time and distance: run:45min:8km, swim:400m. May be repeated'
            cand --symptom 'A sign of the list, such as leg-pain; says at once what to do about it, and stands until --seen, or four quiet weeks later. May be repeated'
            cand --tag 'A word of your own, such as ibuprofen or physio; pain with it still counts as back pain. May be repeated'
            cand --began 'When this pain began, if that was before this log: 2026-10-18, "5 weeks ago"'
            cand --seen 'A doctor or physiotherapist has seen you, on this day or on DATE'
            cand -n 'Free text, on one line'
            cand --note 'Free text, on one line'
            cand -d 'The day it counts for: 2026-11-20, today, yesterday, monday, "3 days ago" [default: today]'
            cand --date 'The day it counts for: 2026-11-20, today, yesterday, monday, "3 days ago" [default: today]'
            cand --time 'The time of day, such as 07:30 [default: now, where the day is today]'
            cand --no-signs 'You looked at the urgent signs (backcare tips urgent), and none is there (any more)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'backcare;history'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --since 'From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"'
            cand --until 'Up to this day, and with it'
            cand --tag 'Rows with this tag alone'
            cand --grep 'Rows whose note, tags, names or signs hold this text, in capitals or not'
            cand -n 'The last N rows alone'
            cand --last 'The last N rows alone'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'backcare;edit'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;undo'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -y 'Do not ask, however old the rows are'
            cand --yes 'Do not ask, however old the rows are'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;report'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --weeks 'Show the N weeks that end on the report''s day [default: 12]'
            cand --since 'Show the days from DATE on'
            cand --as-of 'The report as it stood on DATE [default: today]'
            cand --format 'How to write it [default: by the ending of FILE]'
            cand -o 'Write it to FILE'
            cand --output 'Write it to FILE'
            cand --name 'With html or pdf: whose report it is; the name is stored nowhere'
            cand --paper 'With pdf: the size of the paper [default: a4]'
            cand --all 'Show the whole log'
            cand --table 'With text: the weeks as a table and the facts, too'
            cand --notes 'With html or pdf: the notes of these days, too'
            cand --open 'With html or pdf: show it at once'
            cand --exit-code 'Exit with 1 when a doctor should look at it'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'backcare;status'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --exit-code 'Exit with 1 when a doctor should look at it'
            cand --due 'For timers and prompts: a line, and exit code 1, only when today''s pain is not logged or the stretch goal not reached'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;export'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --since 'From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"'
            cand --until 'Up to this day, and with it'
            cand -o 'Write it to FILE'
            cand --output 'Write it to FILE'
            cand --name 'With fhir: whose records they are; the name is stored nowhere'
            cand --notes 'With fhir: the notes, too (csv and json always have them)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'backcare;import'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --as 'The activity where a file names none, or for a word that it has: run, Carrera=run. May be repeated'
            cand --unit 'The unit of a table''s distances: km or mi [default: that of the config]'
            cand --map 'The column of a field in a table of your own, such as pain="Pain Level"; fields: date, time, pain, note, activity, minutes, km. May be repeated'
            cand --scale 'The worst pain of the table''s scale, such as 100 [default: 10]'
            cand --since 'Only what is of this day or later: 2026-11-20, "3 weeks ago"'
            cand --dry-run 'Show what would come in, and write nothing'
            cand --skip-bad 'Leave out files and rows that cannot be read, and name them'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;check'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --fix 'Fix what has one meaning'
            cand --dry-run 'Show what --fix would change, line by line, and write nothing'
            cand --all 'List everything, however long it gets'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;config'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --init 'Write a commented config file to begin with; one that is there stays'
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
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand --dir 'Write every page into this folder, instead of the main one to stdout'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'backcare;help'= {
            cand --file 'The log file'
            cand --color 'When to use colour: auto, always or never'
            cand -h 'Print help'
            cand --help 'Print help'
        }
    ]
    $completions[$command]
}
