using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary>The text of a JSON value as it grows: brackets, commas, line breaks; bounded in depth and length.</summary>
/// <param name="gap">What a level is moved in by; empty for a single line.</param>
internal sealed class JsonLayout(string gap)
{
    private int _depth;

    public StringBuilder Text { get; } = new();

    /// <summary>Before a value.</summary>
    public void CheckLength()
    {
        if (Text.Length > ScriptLimits.TextLength) throw ScriptError.Range($"the JSON is longer than {ScriptLimits.TextLength:N0} characters");
    }

    public void WriteNumber(double number) => Text.Append(double.IsFinite(number) ? NumberText.Of(number) : "null");

    /// <summary>An array.</summary>
    /// <param name="write">Writes the value of an index; false when it has none.</param>
    public void WriteList(int count, Func<int, bool> write)
    {
        Enter('[');
        for (int i = 0; i < count; i++)
        {
            Next(i);
            if (!write(i)) Text.Append("null");
        }
        Leave(count, ']');
    }

    /// <summary>An object.</summary>
    /// <param name="write">Writes the value of a property; false when it has none.</param>
    public void WriteObject(IEnumerable<string> names, Func<string, bool> write)
    {
        Enter('{');
        int count = 0;
        foreach (string name in names)
        {
            int before = Text.Length;
            Next(count);
            JsonQuotes.Append(Text, name);
            Text.Append(gap.Length > 0 ? ": " : ":");
            if (write(name)) count++;
            else Text.Length = before;
        }
        Leave(count, '}');
    }

    private void Enter(char bracket)
    {
        if (++_depth > ScriptLimits.Chain) throw ScriptError.Range($"the value is nested more than {ScriptLimits.Chain} deep, or contains itself");
        Text.Append(bracket);
    }

    private void Leave(int count, char bracket)
    {
        _depth--;
        if (count > 0) Break();
        Text.Append(bracket);
    }

    private void Next(int index)
    {
        if (index > 0) Text.Append(',');
        Break();
    }

    private void Break()
    {
        if (gap.Length == 0) return;
        Text.Append('\n');
        for (int i = 0; i < _depth; i++) Text.Append(gap);
    }
}
