using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record ReplacePatternOptions
{
    [Option("A regular expression in ECMAScript (JavaScript) syntax, matched in linear time, so without lookahead, lookbehind and references to groups.", Example = @"'^0+(\d)'")]
    public required string Pattern { get; init; }

    [Option("What every match becomes: $1 is the text of the first group, $& the whole match, $$ a dollar sign; without it, matches are removed.", Example = "$1")]
    public string With { get; init; } = "";
}

[Component(ComponentKind.Function, "replace_pattern", "Replaces every match of a regular expression, from left to right.", Example = @"replace_pattern: { pattern: '^0+(\d)', with: $1 }")]
[Example("2024-1-5", "5.1.2024", Options = @"{ pattern: '^(\d+)-(\d+)-(\d+)$', with: $3.$2.$1 }")]
[Example("a1b22", "ab", Options = @"{ pattern: '\d+' }")]
public sealed class ReplacePattern : ITextFunction, IValidatesOptions
{
    private readonly TextPattern? _pattern;
    private readonly ReplacementTemplate? _with;
    private readonly string? _problem;

    public ReplacePattern(ReplacePatternOptions options)
    {
        _pattern = TextPattern.Create(options.Pattern, out _problem);
        if (_pattern is not null) _with = ReplacementTemplate.Create(options.With, _pattern.Groups, out _problem);
    }

    public string? Validate() => _problem;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(_pattern!, _with!));

    private readonly struct Kernel(TextPattern pattern, ReplacementTemplate with) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (pattern.Find(text, out string value) is not { } match)
            {
                output.Append(text);
                return true;
            }
            int at = 0;
            for (; match.Success; match = match.NextMatch())
            {
                output.AppendText(value.AsSpan(at, match.Index - at));
                with.Append(match, output);
                at = match.Index + match.Length;
            }
            output.AppendText(value.AsSpan(at));
            return true;
        }
    }
}
