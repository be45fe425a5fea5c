using System.Text;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Tests.Values;

/// <summary>Reads single texts, for tests.</summary>
internal static class Reading
{
    public static DataType TypeOf(string name) => DataType.TryParse(name, out var type) ? type : throw new ArgumentException(name);

    public static ValueReader Reader(string type, ValueFormat? format = null) =>
        ValueReaders.Create(TypeOf(type), format ?? ValueFormat.Default, out string? error) ?? throw new ArgumentException(error);

    public static ValueFormat Pattern(string pattern) => new() { Pattern = pattern };

    /// <summary>The canonical text of what was read, or null where it was refused.</summary>
    public static string? Read(string type, string text, ValueFormat? format = null)
    {
        using var column = Reader(type, format).ReadOne(text);
        return column is null ? null : ValueFormatter.ToText(column, 0);
    }

    public static TextColumn Column(params string?[] texts)
    {
        var column = new TextColumn(DataType.Text, texts.Length);
        for (int row = 0; row < texts.Length; row++)
            if (texts[row] is { } text) column.Append(row, Encoding.UTF8.GetBytes(text));
        return column;
    }
}
