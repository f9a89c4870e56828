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
complete -c backcare -n "__fish_backcare_needs_command" -f -a "tips" -d 'List the topics of guidance, or print one'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "stretch" -d 'Guide a stretching session, and record it'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "log" -d 'Record pain, stretches, activities, symptoms'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "history" -d 'List what was recorded'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "edit" -d 'Open the log in your editor, and check it'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "undo" -d 'Take back what was recorded last'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "report" -d 'Show pain over time, and the verdict'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "status" -d 'Show today and the verdict in one line'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "export" -d 'Take the records out, for other programs'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "import" -d 'Bring in training and pain of other programs'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "check" -d 'Find what is wrong with the log, and fix it'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "config" -d 'Show the settings, and where each comes from'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "completions" -d 'Write the completion script of a shell'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "man" -d 'Write the man pages'
complete -c backcare -n "__fish_backcare_needs_command" -f -a "help" -d 'Print the help of a command'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand tips" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand tips" -l format -d 'The form of the output; json always has the sources' -r -f -a "text\t'For a terminal'
json\t'For programs: see docs/tips-json.md'
markdown\t'For a document'"
complete -c backcare -n "__fish_backcare_using_subcommand tips" -l for-me -d 'Pick the topic that fits what your log says, and say why'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -l why -d 'Add the reasons and the whole evidence; markdown and json always have them'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -l sources -d 'Add the numbered sources, and to each statement those that it rests on'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -l hold -d 'How long to hold each stretch, such as 30s [default: as in the routine]' -r
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -l sets -d 'How often to hold each stretch, on each side [default: as in the routine]' -r
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -l side -d 'Which side to stretch' -r -f -a "left\t''
right\t''
both\t''"
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -l list -d 'List the routines'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -l dry-run -d 'Show the plan with its times and sources, and do nothing'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -l no-log -d 'Record nothing'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -l pain -d 'Ask for the level of pain at the end, and record it too'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -s q -l quiet -d 'No bell'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -s y -l yes -d 'Answer yes: start in spite of an open sign of a leg or a bone or of strong pain, keep what was done. An urgent sign that is open stops it all the same'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand log" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand log" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand log" -s p -l pain -d 'The same, as an option' -r
complete -c backcare -n "__fish_backcare_using_subcommand log" -s s -l stretch -d 'A stretch, and the time held, both sides together: hamstring, hamstring:90s, hamstring:4x30s. May be repeated' -r -f -a "adductor\t''
back-extension\t''
calf\t''
cat-cow\t''
child-pose\t''
glute\t''
hamstring\t''
hip-flexor\t''
it-band\t''
knee-to-chest\t''
lower-back\t''
pigeon\t''
piriformis\t''
quad\t''
soleus\t''
spinal-twist\t''"
complete -c backcare -n "__fish_backcare_using_subcommand log" -s a -l activity -d 'What you did: run, walk, swim, bike, weights, core or any other word, with time and distance: run:45min:8km, swim:400m. May be repeated' -r -f -a "run\t''
walk\t''
swim\t''
bike\t''
weights\t''
core\t''"
complete -c backcare -n "__fish_backcare_using_subcommand log" -l symptom -d 'A sign of the list, such as leg-pain; says at once what to do about it, and stands until --seen, or four quiet weeks later. May be repeated' -r -f -a "saddle-numbness\t'Numb, or pins and needles, between the legs'
bladder-bowel\t'New bladder, bowel or sexual trouble'
both-legs\t'From the back down both legs; not sore muscles'
major-injury\t'After a serious accident or fall'
chest-pain\t'Chest pain with it'
sudden-severe\t'Sudden tearing pain in back or belly, or fainting'
leg-weakness\t'A foot that you cannot lift, a leg that gives way'
fever\t'Fever, chills, feeling very unwell'
immune-risk\t'New pain with weak immunity, or after an operation'
urine\t'Bloody or cola-dark urine; side pain with fever'
new-deformity\t'A changed shape of the back, or a new lump'
cancer-history\t'A past cancer, or weight lost without trying'
bone-risk\t'Osteoporosis, steroids or over 65, and a new pain'
bone-stress\t'Back, buttock, groin or one spot: worse with runs'
leg-pain\t'Pain or tingling from the back down one leg'
upper-back\t'Between shoulder blades, or a band round the chest'
night-pain\t'Pain at night or at rest that does not let up'
morning-stiffness\t'Began before 45, over 3 months, stiff in mornings'
first-after-50\t'A first back pain, after the age of 50'
daily-life\t'It keeps you from your daily activities'"
complete -c backcare -n "__fish_backcare_using_subcommand log" -l tag -d 'A word of your own, such as ibuprofen or physio; pain with it still counts as back pain. May be repeated' -r
complete -c backcare -n "__fish_backcare_using_subcommand log" -l began -d 'When this pain began, if that was before this log: 2026-10-18, "5 weeks ago"' -r -f -a "today\t''
yesterday\t''
monday\t''
tuesday\t''
wednesday\t''
thursday\t''
friday\t''
saturday\t''
sunday\t''"
complete -c backcare -n "__fish_backcare_using_subcommand log" -l seen -d 'A doctor or physiotherapist has seen you, on this day or on DATE' -r -f -a "today\t''
yesterday\t''
monday\t''
tuesday\t''
wednesday\t''
thursday\t''
friday\t''
saturday\t''
sunday\t''"
complete -c backcare -n "__fish_backcare_using_subcommand log" -s n -l note -d 'Free text, on one line' -r
complete -c backcare -n "__fish_backcare_using_subcommand log" -s d -l date -d 'The day it counts for: 2026-11-20, today, yesterday, monday, "3 days ago" [default: today]' -r -f -a "today\t''
yesterday\t''
monday\t''
tuesday\t''
wednesday\t''
thursday\t''
friday\t''
saturday\t''
sunday\t''"
complete -c backcare -n "__fish_backcare_using_subcommand log" -l time -d 'The time of day, such as 07:30 [default: now, where the day is today]' -r
complete -c backcare -n "__fish_backcare_using_subcommand log" -l no-signs -d 'You looked at the urgent signs (backcare tips urgent), and none is there (any more)'
complete -c backcare -n "__fish_backcare_using_subcommand log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c backcare -n "__fish_backcare_using_subcommand history" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand history" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand history" -l since -d 'From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"' -r -f -a "today\t''
yesterday\t''
monday\t''
tuesday\t''
wednesday\t''
thursday\t''
friday\t''
saturday\t''
sunday\t''"
complete -c backcare -n "__fish_backcare_using_subcommand history" -l until -d 'Up to this day, and with it' -r -f -a "today\t''
yesterday\t''
monday\t''
tuesday\t''
wednesday\t''
thursday\t''
friday\t''
saturday\t''
sunday\t''"
complete -c backcare -n "__fish_backcare_using_subcommand history" -l tag -d 'Rows with this tag alone' -r
complete -c backcare -n "__fish_backcare_using_subcommand history" -l grep -d 'Rows whose note, tags, names or signs hold this text, in capitals or not' -r
complete -c backcare -n "__fish_backcare_using_subcommand history" -s n -l last -d 'The last N rows alone' -r
complete -c backcare -n "__fish_backcare_using_subcommand history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand edit" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand edit" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand undo" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand undo" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand undo" -s y -l yes -d 'Do not ask, however old the rows are'
complete -c backcare -n "__fish_backcare_using_subcommand undo" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand report" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand report" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand report" -l weeks -d 'Show the N weeks that end on the report\'s day [default: 12]' -r
complete -c backcare -n "__fish_backcare_using_subcommand report" -l since -d 'Show the days from DATE on' -r -f -a "today\t''
yesterday\t''
monday\t''
tuesday\t''
wednesday\t''
thursday\t''
friday\t''
saturday\t''
sunday\t''"
complete -c backcare -n "__fish_backcare_using_subcommand report" -l as-of -d 'The report as it stood on DATE [default: today]' -r -f -a "today\t''
yesterday\t''
monday\t''
tuesday\t''
wednesday\t''
thursday\t''
friday\t''
saturday\t''
sunday\t''"
complete -c backcare -n "__fish_backcare_using_subcommand report" -l format -d 'How to write it [default: by the ending of FILE]' -r -f -a "text\t'For a terminal, with a chart'
json\t'For programs'
markdown\t'For documents and screen readers, without a chart'
html\t'For a doctor: one page to show, send or print'
pdf\t'For a doctor: the same page on paper'
svg\t'The chart alone'"
complete -c backcare -n "__fish_backcare_using_subcommand report" -s o -l output -d 'Write it to FILE' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand report" -l name -d 'With html or pdf: whose report it is; the name is stored nowhere' -r
complete -c backcare -n "__fish_backcare_using_subcommand report" -l paper -d 'With pdf: the size of the paper [default: a4]' -r -f -a "a4\t'210 by 297 mm'
letter\t'8.5 by 11 inches'"
complete -c backcare -n "__fish_backcare_using_subcommand report" -l all -d 'Show the whole log'
complete -c backcare -n "__fish_backcare_using_subcommand report" -l table -d 'With text: the weeks as a table and the facts, too'
complete -c backcare -n "__fish_backcare_using_subcommand report" -l notes -d 'With html or pdf: the notes of these days, too'
complete -c backcare -n "__fish_backcare_using_subcommand report" -l open -d 'With html or pdf: show it at once'
complete -c backcare -n "__fish_backcare_using_subcommand report" -l exit-code -d 'Exit with 1 when a doctor should look at it'
complete -c backcare -n "__fish_backcare_using_subcommand report" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c backcare -n "__fish_backcare_using_subcommand status" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand status" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand status" -l exit-code -d 'Exit with 1 when a doctor should look at it'
complete -c backcare -n "__fish_backcare_using_subcommand status" -l due -d 'For timers and prompts: a line, and exit code 1, only when today\'s pain is not logged or the stretch goal not reached'
complete -c backcare -n "__fish_backcare_using_subcommand status" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand export" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand export" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand export" -l since -d 'From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"' -r -f -a "today\t''
yesterday\t''
monday\t''
tuesday\t''
wednesday\t''
thursday\t''
friday\t''
saturday\t''
sunday\t''"
complete -c backcare -n "__fish_backcare_using_subcommand export" -l until -d 'Up to this day, and with it' -r -f -a "today\t''
yesterday\t''
monday\t''
tuesday\t''
wednesday\t''
thursday\t''
friday\t''
saturday\t''
sunday\t''"
complete -c backcare -n "__fish_backcare_using_subcommand export" -s o -l output -d 'Write it to FILE' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand export" -l name -d 'With fhir: whose records they are; the name is stored nowhere' -r
complete -c backcare -n "__fish_backcare_using_subcommand export" -l notes -d 'With fhir: the notes, too (csv and json always have them)'
complete -c backcare -n "__fish_backcare_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c backcare -n "__fish_backcare_using_subcommand import" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand import" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand import" -l as -d 'The activity where a file names none, or for a word that it has: run, Carrera=run. May be repeated' -r
complete -c backcare -n "__fish_backcare_using_subcommand import" -l unit -d 'The unit of a table\'s distances: km or mi [default: that of the config]' -r -f -a "km\t''
mi\t''"
complete -c backcare -n "__fish_backcare_using_subcommand import" -l map -d 'The column of a field in a table of your own, such as pain="Pain Level"; fields: date, time, pain, note, activity, minutes, km. May be repeated' -r
complete -c backcare -n "__fish_backcare_using_subcommand import" -l scale -d 'The worst pain of the table\'s scale, such as 100 [default: 10]' -r
complete -c backcare -n "__fish_backcare_using_subcommand import" -l since -d 'Only what is of this day or later: 2026-11-20, "3 weeks ago"' -r
complete -c backcare -n "__fish_backcare_using_subcommand import" -l dry-run -d 'Show what would come in, and write nothing'
complete -c backcare -n "__fish_backcare_using_subcommand import" -l skip-bad -d 'Leave out files and rows that cannot be read, and name them'
complete -c backcare -n "__fish_backcare_using_subcommand import" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand check" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand check" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand check" -l fix -d 'Fix what has one meaning'
complete -c backcare -n "__fish_backcare_using_subcommand check" -l dry-run -d 'Show what --fix would change, line by line, and write nothing'
complete -c backcare -n "__fish_backcare_using_subcommand check" -l all -d 'List everything, however long it gets'
complete -c backcare -n "__fish_backcare_using_subcommand check" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand config" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand config" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand config" -l init -d 'Write a commented config file to begin with; one that is there stays'
complete -c backcare -n "__fish_backcare_using_subcommand config" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand completions" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand completions" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand completions" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand man" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand man" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand man" -l dir -d 'Write every page into this folder, instead of the main one to stdout' -r -f -a "(__fish_complete_directories)"
complete -c backcare -n "__fish_backcare_using_subcommand man" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand help" -l file -d 'The log file' -r -F
complete -c backcare -n "__fish_backcare_using_subcommand help" -l color -d 'When to use colour: auto, always or never' -r -f -a "auto\t'On a terminal that can, unless `NO_COLOR` is set'
always\t'Also into pipes and files'
never\t'Never'"
complete -c backcare -n "__fish_backcare_using_subcommand help" -s h -l help -d 'Print help'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -f -a 'running' -d 'Keep moving, build up gently, let long runs grow slowly'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -f -a 'shoes' -d 'Choose by fit and comfort; have your gait looked at'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -f -a 'hamstring' -d 'A short stretch each day, to mild tension, never into pain'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -f -a 'crosstrain' -d 'Add another sport; any that you keep up will do'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -f -a 'hips' -d 'Small differences are normal; measure before you correct'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -f -a 'doctor' -d 'When to go, what backcare looks at, what to bring'
complete -c backcare -n "__fish_backcare_using_subcommand tips" -f -a 'urgent' -d 'Signs that cannot wait, and what to do at once'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -f -a 'hamstring'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -f -a 'runner'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -f -a 'desk'
complete -c backcare -n "__fish_backcare_using_subcommand stretch" -f -a 'strength'
complete -c backcare -n "__fish_backcare_using_subcommand history" -f -a 'today'
complete -c backcare -n "__fish_backcare_using_subcommand history" -f -a 'yesterday'
complete -c backcare -n "__fish_backcare_using_subcommand history" -f -a 'monday'
complete -c backcare -n "__fish_backcare_using_subcommand history" -f -a 'tuesday'
complete -c backcare -n "__fish_backcare_using_subcommand history" -f -a 'wednesday'
complete -c backcare -n "__fish_backcare_using_subcommand history" -f -a 'thursday'
complete -c backcare -n "__fish_backcare_using_subcommand history" -f -a 'friday'
complete -c backcare -n "__fish_backcare_using_subcommand history" -f -a 'saturday'
complete -c backcare -n "__fish_backcare_using_subcommand history" -f -a 'sunday'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -f -a 'today'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -f -a 'yesterday'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -f -a 'monday'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -f -a 'tuesday'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -f -a 'wednesday'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -f -a 'thursday'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -f -a 'friday'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -f -a 'saturday'
complete -c backcare -n "__fish_backcare_using_subcommand edit" -f -a 'sunday'
complete -c backcare -n "__fish_backcare_using_subcommand export" -f -a 'csv' -d 'The log\'s own columns and forms'
complete -c backcare -n "__fish_backcare_using_subcommand export" -f -a 'json' -d 'For programs'
complete -c backcare -n "__fish_backcare_using_subcommand export" -f -a 'fhir' -d 'For a clinic\'s software: a FHIR R4 Bundle'
complete -c backcare -n "__fish_backcare_using_subcommand completions" -f -a 'bash'
complete -c backcare -n "__fish_backcare_using_subcommand completions" -f -a 'elvish'
complete -c backcare -n "__fish_backcare_using_subcommand completions" -f -a 'fish'
complete -c backcare -n "__fish_backcare_using_subcommand completions" -f -a 'powershell'
complete -c backcare -n "__fish_backcare_using_subcommand completions" -f -a 'zsh'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'tips'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'stretch'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'log'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'history'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'edit'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'undo'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'report'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'status'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'import'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'export'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'check'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'config'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'completions'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'man'
complete -c backcare -n "__fish_backcare_using_subcommand help" -f -a 'help'
