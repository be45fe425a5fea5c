using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record ExtractOptions
{
    [Option("A regular expression in ECMAScript (JavaScript) syntax, matched in linear time, so without lookahead, lookbehind and references to groups.", Example = @"'\d{5}'", Shorthand = true)]
    public required string Pattern { get; init; }

    [Option("Which group to keep, from 1; 0 keeps the whole match.", Example = "1", Minimum = 0)]
    public int Group { get; init; }
}

[Component(ComponentKind.Function, "extract", "Keeps the first match of a regular expression, or one group of it; null when nothing matches.", Example = @"extract: { pattern: '@(.+)$', group: 1 }")]
[Example("Springfield, IL 62704", "62704", Options = @"'\d{5}'")]
[Example("ann@example.org", "example.org", Options = "{ pattern: '@(.+)$', group: 1 }")]
[Example("none", null, Options = @"'\d+'")]
public sealed class Extract : ITextFunction, IValidatesOptions
{
    private readonly ExtractOptions _options;
    private readonly TextPattern? _pattern;
    private readonly string? _problem;

    public Extract(ExtractOptions options)
    {
        _options = options;
        _pattern = TextPattern.Create(options.Pattern, out _problem);
        if (_pattern?.Groups < options.Group) _problem = $"it asks for group {options.Group}, but its pattern has {_pattern.Groups}";
    }

    public string? Validate() => _problem;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(_pattern!, _options.Group));

    private readonly struct Kernel(TextPattern pattern, int group) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (pattern.Find(text, out _)?.Groups[group] is not { Success: true } found) return false;
            output.AppendText(found.ValueSpan);
            return true;
        }
    }
}
