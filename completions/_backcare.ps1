
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
            [CompletionResult]::new('tips', 'tips', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Write the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the man pages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'backcare;tips' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;log' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;history' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;report' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;status' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
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
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Write every page into this folder, instead of the main one to stdout')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The log file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always or never')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'backcare;help' {
            [CompletionResult]::new('tips', 'tips', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'PLACEHOLDER')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Write the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the man pages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'backcare;help;tips' {
            break
        }
        'backcare;help;log' {
            break
        }
        'backcare;help;history' {
            break
        }
        'backcare;help;report' {
            break
        }
        'backcare;help;status' {
            break
        }
        'backcare;help;completions' {
            break
        }
        'backcare;help;man' {
            break
        }
        'backcare;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
