using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Validations;

/// <summary>How rules speak about values. Only rows that break a rule come here.</summary>
internal static class RuleTexts
{
    private const int ShownLength = 80;

    /// <summary>Reports a row whose value of this field breaks the rule: "<c>field is value, expectation.</c>".</summary>
    public static void Fail(RecordBatch batch, int row, Rule rule, int field, string expectation)
    {
        string name = batch.Schema[field].Name;
        if (batch.Failures.IsPoisoned(row, name)) return;
        string value = ValueFormatter.ToText(batch[field], row);
        batch.Failures.Fail(row, rule, name, value, $"{name} is {Quote(value, batch[field].Type)}, {expectation}.");
    }

    /// <summary>A value as a sentence shows it: text in quotes, long text cut.</summary>
    public static string Shown(Column column, int row) => Quote(ValueFormatter.ToText(column, row), column.Type);

    /// <summary>The values of a list as a sentence shows them, the first ten.</summary>
    public static string List(IReadOnlyList<ScalarValue> values) => string.Join(", ", values.Take(10)) + (values.Count > 10 ? ", …" : "");

    /// <summary>At most so many characters, on one line.</summary>
    public static string Cut(string text, int length = ShownLength)
    {
        if (text.Length > length) text = string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");
        return text.AsSpan().ContainsAny('\r', '\n') ? new StringBuilder(text).Replace("\r\n", " ").Replace('\n', ' ').Replace('\r', ' ').ToString() : text;
    }

    private static string Quote(string value, DataType type) => type.IsHeapStored ? $"'{Cut(value)}'" : value;
}
