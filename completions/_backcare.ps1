
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'backcare' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'backcare'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'backcare' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('tips', 'tips', [CompletionResultType]::ParameterValue, 'List the topics of guidance, or print one')
            [CompletionResult]::new('stretch', 'stretch', [CompletionResultType]::ParameterValue, 'Guide a stretching session, and record it')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Record pain, stretches, activities, symptoms')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'List what was recorded')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Open the log in your editor, and check it')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take back what was recorded last')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Show pain over time, and the verdict')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show today and the verdict in one line')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Take the records out, for other programs')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Bring in training and pain of other programs')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Find what is wrong with the log, and fix it')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings, and where each comes from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Write the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the man pages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print the help of a command')
            break
        }
        'backcare;tips' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output; json always has the sources')
            [CompletionResult]::new('--for-me', '--for-me', [CompletionResultType]::ParameterName, 'Pick the topic that fits what your log says, and say why')
            [CompletionResult]::new('--why', '--why', [CompletionResultType]::ParameterName, 'Add the reasons and the whole evidence; markdown and json always have them')
            [CompletionResult]::new('--sources', '--sources', [CompletionResultType]::ParameterName, 'Add the numbered sources, and to each statement those that it rests on')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'backcare;stretch' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--hold', '--hold', [CompletionResultType]::ParameterName, 'How long to hold each stretch, such as 30s [default: as in the routine]')
            [CompletionResult]::new('--sets', '--sets', [CompletionResultType]::ParameterName, 'How often to hold each stretch, on each side [default: as in the routine]')
            [CompletionResult]::new('--side', '--side', [CompletionResultType]::ParameterName, 'Which side to stretch')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the routines')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan with its times and sources, and do nothing')
            [CompletionResult]::new('--no-log', '--no-log', [CompletionResultType]::ParameterName, 'Record nothing')
            [CompletionResult]::new('--pain', '--pain', [CompletionResultType]::ParameterName, 'Ask for the level of pain at the end, and record it too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No bell')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No bell')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes: start in spite of an open sign of a leg or a bone or of strong pain, keep what was done. An urgent sign that is open stops it all the same')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes: start in spite of an open sign of a leg or a bone or of strong pain, keep what was done. An urgent sign that is open stops it all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;log' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The same, as an option')
            [CompletionResult]::new('--pain', '--pain', [CompletionResultType]::ParameterName, 'The same, as an option')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'A stretch, and the time held, both sides together: hamstring, hamstring:90s, hamstring:4x30s. May be repeated')
            [CompletionResult]::new('--stretch', '--stretch', [CompletionResultType]::ParameterName, 'A stretch, and the time held, both sides together: hamstring, hamstring:90s, hamstring:4x30s. May be repeated')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'What you did: run, walk, swim, bike, weights, core or any other word, with time and distance: run:45min:8km, swim:400m. May be repeated')
            [CompletionResult]::new('--activity', '--activity', [CompletionResultType]::ParameterName, 'What you did: run, walk, swim, bike, weights, core or any other word, with time and distance: run:45min:8km, swim:400m. May be repeated')
            [CompletionResult]::new('--symptom', '--symptom', [CompletionResultType]::ParameterName, 'A sign of the list, such as leg-pain; says at once what to do about it, and stands until --seen, or four quiet weeks later. May be repeated')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'A word of your own, such as ibuprofen or physio; pain with it still counts as back pain. May be repeated')
            [CompletionResult]::new('--began', '--began', [CompletionResultType]::ParameterName, 'When this pain began, if that was before this log: 2026-10-18, "5 weeks ago"')
            [CompletionResult]::new('--seen', '--seen', [CompletionResultType]::ParameterName, 'A doctor or physiotherapist has seen you, on this day or on DATE')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Free text, on one line')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Free text, on one line')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The day it counts for: 2026-11-20, today, yesterday, monday, "3 days ago" [default: today]')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'The day it counts for: 2026-11-20, today, yesterday, monday, "3 days ago" [default: today]')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'The time of day, such as 07:30 [default: now, where the day is today]')
            [CompletionResult]::new('--no-signs', '--no-signs', [CompletionResultType]::ParameterName, 'You looked at the urgent signs (backcare tips urgent), and none is there (any more)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'backcare;history' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to this day, and with it')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Rows with this tag alone')
            [CompletionResult]::new('--grep', '--grep', [CompletionResultType]::ParameterName, 'Rows whose note, tags, names or signs hold this text, in capitals or not')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'The last N rows alone')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'The last N rows alone')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'backcare;edit' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;undo' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask, however old the rows are')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask, however old the rows are')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;report' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--weeks', '--weeks', [CompletionResultType]::ParameterName, 'Show the N weeks that end on the report''s day [default: 12]')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Show the days from DATE on')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The report as it stood on DATE [default: today]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write it [default: by the ending of FILE]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write it to FILE')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write it to FILE')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'With html or pdf: whose report it is; the name is stored nowhere')
            [CompletionResult]::new('--paper', '--paper', [CompletionResultType]::ParameterName, 'With pdf: the size of the paper [default: a4]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Show the whole log')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'With text: the weeks as a table and the facts, too')
            [CompletionResult]::new('--notes', '--notes', [CompletionResultType]::ParameterName, 'With html or pdf: the notes of these days, too')
            [CompletionResult]::new('--open', '--open', [CompletionResultType]::ParameterName, 'With html or pdf: show it at once')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'Exit with 1 when a doctor should look at it')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'backcare;status' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'Exit with 1 when a doctor should look at it')
            [CompletionResult]::new('--due', '--due', [CompletionResultType]::ParameterName, 'For timers and prompts: a line, and exit code 1, only when today''s pain is not logged or the stretch goal not reached')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;export' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to this day, and with it')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write it to FILE')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write it to FILE')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'With fhir: whose records they are; the name is stored nowhere')
            [CompletionResult]::new('--notes', '--notes', [CompletionResultType]::ParameterName, 'With fhir: the notes, too (csv and json always have them)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'backcare;import' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'The activity where a file names none, or for a word that it has: run, Carrera=run. May be repeated')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'The unit of a table''s distances: km or mi [default: that of the config]')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'The column of a field in a table of your own, such as pain="Pain Level"; fields: date, time, pain, note, activity, minutes, km. May be repeated')
            [CompletionResult]::new('--scale', '--scale', [CompletionResultType]::ParameterName, 'The worst pain of the table''s scale, such as 100 [default: 10]')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what is of this day or later: 2026-11-20, "3 weeks ago"')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would come in, and write nothing')
            [CompletionResult]::new('--skip-bad', '--skip-bad', [CompletionResultType]::ParameterName, 'Leave out files and rows that cannot be read, and name them')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;check' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Fix what has one meaning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what --fix would change, line by line, and write nothing')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'List everything, however long it gets')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;config' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--init', '--init', [CompletionResultType]::ParameterName, 'Write a commented config file to begin with; one that is there stays')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;completions' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;man' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Write every page into this folder, instead of the main one to stdout')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;help' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
