namespace Reproduce.Cli.Completion;

/// <summary>
/// Scripts that ask the program itself, by the library's directive <c>[suggest:position] "command line"</c>, which prints one suggestion a
/// line: a new command or option needs no new script.
/// </summary>
internal static class CompletionScripts
{
    // The first word may be a path or an alias; the directive expects the program's plain name.
    private const string Bash = """
        # Completes `reproduce` in bash. In ~/.bashrc: source <(reproduce completion bash)
        _reproduce() {
            local word="${COMP_WORDS[COMP_CWORD]}" rest="${COMP_LINE:0:COMP_POINT}"
            rest="reproduce${rest#"${COMP_WORDS[0]}"}"
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _reproduce reproduce

        """;

    private const string Zsh = """
        #compdef reproduce
        # Completes `reproduce` in zsh: reproduce completion zsh > a folder of fpath, as _reproduce
        _reproduce() {
            local rest="reproduce${LBUFFER#"${words[1]}"}"
            local -a suggestions
            suggestions=("${(@f)$("${words[1]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)}")
            if (( ${#suggestions} )) && [[ -n "${suggestions[1]}" ]]; then
                compadd -- "${suggestions[@]}"
            else
                _files
            fi
        }
        if [[ "${funcstack[1]}" = "_reproduce" ]]; then
            _reproduce "$@"
        else
            compdef _reproduce reproduce
        fi

        """;

    private const string Fish = """
        # Completes `reproduce` in fish: reproduce completion fish > ~/.config/fish/completions/reproduce.fish
        function __reproduce_complete
            set -l program (commandline -opc)[1]
            set -l rest (commandline -cp | string replace -- "$program" reproduce)
            $program "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null
        end
        complete -c reproduce -f -a '(__reproduce_complete)'

        """;

    private const string PowerShell = """
        # Completes `reproduce` in PowerShell. In $PROFILE: reproduce completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName reproduce -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition - $commandAst.Extent.StartOffset)
            $program = $commandAst.CommandElements[0].Value
            $rest = 'reproduce' + $line.Substring($commandAst.CommandElements[0].Extent.Text.Length)
            & $program "[suggest:$($rest.Length)]" $rest 2>$null |
                Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>The shells there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script for a shell.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, $"Expected {string.Join(", ", Shells)}."),
    };
}
