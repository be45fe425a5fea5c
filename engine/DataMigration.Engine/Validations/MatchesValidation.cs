using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Patterns;

namespace DataMigration.Validations;

public sealed record MatchesOptions
{
    [Option("The text field to judge.", Example = "email")]
    public required FieldReference Field { get; init; }

    [Option("A regular expression in ECMAScript (JavaScript) syntax that some part of the text must match; ^ and $ stand for its start and very end. Judged in linear time, so without lookahead, lookbehind and references to groups.",
        Example = @"'^[^@\s]+@[^@\s]+\.[^@\s]+$'")]
    public required string Pattern { get; init; }
}

[Component(ComponentKind.Validation, "matches", "The text of a field must match a regular expression.", Example = @"matches: { field: email, pattern: '^[^@\s]+@[^@\s]+\.[^@\s]+$' }")]
public sealed class MatchesValidation(MatchesOptions options) : IValidation
{
    public IRowRule? Compile(RuleContext context)
    {
        int field = context.IndexOf(options.Field);
        var type = context.Schema[field].Type;
        if (type.Kind != DataKind.Text)
        {
            context.Diagnostics.Add(ValidationMessages.NeedsText, options.Field.Span, "matches", options.Field, type);
            return null;
        }
        try
        {
            var pattern = PatternParser.Parse(options.Pattern, PatternSyntax.Linear);
            var automaton = AsciiAutomaton.Create(pattern);
            // What has an automaton is never too large for the engine, which takes long to make ready and may not be needed at all.
            if (automaton is null) DotNetPattern.Compile(pattern);
            return new RowRule(field, pattern, automaton, options.Pattern, context.Rule);
        }
        catch (PatternProblem problem)
        {
            context.Diagnostics.Add(problem.At(context.Rule.Span));
        }
        catch (NotSupportedException)
        {
            context.Diagnostics.Add(ValidationMessages.PatternTooLarge, context.Rule.Span);
        }
        return null;
    }

    private sealed class RowRule(int field, PatternNode pattern, AsciiAutomaton? automaton, string text, Rule rule) : IRowRule
    {
        private readonly ConditionalWeakTable<Worker, Regex> _regexes = [];
        private readonly ConditionalWeakTable<Worker, List<(int Row, bool Fails)>> _judged = [];
        private readonly string _expectation = $"which does not match '{RuleTexts.Cut(text, 100)}'";

        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            var column = (TextColumn)batch[field];
            int[] given = BufferPool.Of<int>().Rent(Math.Max(rows.Length, 1));
            int count = 0;
            foreach (int row in rows)
            {
                given[count] = row;
                count += column.IsNull(row) ? 0 : 1;
            }
            var judged = _judged.GetValue(worker, _ => []);
            judged.Clear();
            if (automaton is not null) automaton.Judge(column.Heap.Bytes, column.Starts, column.Lengths, given.AsSpan(0, count), judged);
            else foreach (int row in given.AsSpan(0, count)) judged.Add((row, false));
            BufferPool.Of<int>().Return(given);
            Regex? regex = null;
            char[] characters = [];
            foreach (var (row, fails) in judged)
                if (fails || !(regex ??= RegexOf(worker)).IsMatch(Decode(column[row], ref characters))) RuleTexts.Fail(batch, row, rule, field, _expectation);
            if (characters.Length > 0) ArrayPool<char>.Shared.Return(characters);
        }

        private Regex RegexOf(Worker worker) => _regexes.GetValue(worker, _ => DotNetPattern.Compile(pattern));

        private static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> utf8, ref char[] characters)
        {
            if (characters.Length < utf8.Length)
            {
                if (characters.Length > 0) ArrayPool<char>.Shared.Return(characters);
                characters = ArrayPool<char>.Shared.Rent(utf8.Length);
            }
            return characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, characters));
        }
    }
}
