using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>
/// Reads UTF-8 text into one type, a column at a time. Nothing is clamped, rounded or guessed: text that the type cannot hold exactly is
/// a failure. Stateless: one instance serves all threads.
/// </summary>
public abstract class ValueReader
{
    /// <summary>The type it reads into.</summary>
    public abstract DataType Type { get; }

    /// <summary>
    /// Reads the given rows. Null stays null. A row whose text does not fit becomes null and is added to <paramref name="failed"/>.
    /// </summary>
    /// <param name="input">The text.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="failed">Takes the rows that could not be read; made only when there are any is the caller's business.</param>
    /// <returns>A new column of <see cref="Type"/>.</returns>
    public abstract Column Read(TextColumn input, ReadOnlySpan<int> rows, List<int> failed);

    /// <summary>Reads one value that is at hand as text (a default, a parameter): a column of one row, or null when it does not fit.</summary>
    public Column? ReadOne(string text)
    {
        using var input = new TextColumn(DataType.Text, 1);
        input.Append(0, text.AsSpan());
        var failed = new List<int>();
        var output = Read(input, [0], failed);
        if (failed.Count == 0) return output;
        output.Dispose();
        return null;
    }
}
