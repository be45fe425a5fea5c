using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Matching;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>Replacing in ASCII by ASCII, straight into the arena.</summary>
internal static class AsciiReplacing
{
    public static Text Replace(Machine machine, ScriptPattern pattern, Text text, Text replacement) => replacement.Length == 0 && pattern.OnlySet is { } set
        ? machine.Arena.Take(PatternMethods.Remove(set, text.Bytes, machine.Arena.Reserve(text.Length)))
        : ReplaceMatches(machine, pattern, text, replacement);

    private static Text ReplaceMatches(Machine machine, ScriptPattern pattern, Text text, Text replacement)
    {
        Span<Capture> captures = stackalloc Capture[pattern.GroupCount + 1];
        if (!pattern.Find(text.Bytes, 0, captures)) return text;
        var made = Text.Empty;
        int done = 0;
        do
        {
            var match = captures[0];
            made = machine.Arena.Concat(machine.Arena.Concat(made, text.Slice(done, match.Start - done)), replacement);
            machine.Budget.Spend(1);
            done = match.End;
            int next = match.Length > 0 ? match.End : match.End + 1;
            if (!pattern.IsGlobal || next > text.Length || !pattern.Find(text.Bytes, next, captures)) break;
        }
        while (true);
        return machine.Arena.Concat(made, text.Slice(done, text.Length - done));
    }
}
