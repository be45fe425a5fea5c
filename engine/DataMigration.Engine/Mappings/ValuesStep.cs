using System.Text;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Validations;

namespace DataMigration.Mappings;

/// <summary><c>values:</c> and <c>otherwise:</c>: each replacement's bytes stand in the heap once a batch; rows become slices of them.</summary>
internal sealed class ValuesStep : IColumnStep
{
    private readonly Utf8Lookup _lookup;
    private readonly byte[]?[] _replacements;
    private readonly int _otherwise;
    private readonly Rule _rule;
    private readonly string _field;
    private readonly string _expected;

    /// <param name="values">Old text to new text (null = null).</param>
    /// <param name="hasOtherwise">Whether unlisted values become <paramref name="otherwise"/>; if not, they fail.</param>
    public ValuesStep(IReadOnlyDictionary<string, string?> values, bool hasOtherwise, string? otherwise, Rule rule, string field)
    {
        _lookup = new Utf8Lookup([.. values.Keys.Select(Encoding.UTF8.GetBytes)]);
        _replacements = [.. values.Values.Select(Utf8), .. hasOtherwise ? new[] { Utf8(otherwise) } : []];
        _otherwise = hasOtherwise ? values.Count : -1;
        _rule = rule;
        _field = field;
        _expected = string.Join(", ", values.Keys.Take(10)) + (values.Count > 10 ? ", …" : "");
        Description = $"values ({values.Count}{(hasOtherwise ? ", otherwise " + (otherwise ?? "null") : "")})";
    }

    public DataType Output => DataType.Text;

    public string Description { get; }

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
    {
        var text = (TextColumn)input!;
        var output = new TextColumn(DataType.Text, text.Length, 256);
        Span<int> starts = _replacements.Length <= 64 ? stackalloc int[_replacements.Length] : new int[_replacements.Length];
        for (int i = 0; i < starts.Length; i++) starts[i] = _replacements[i] is { } bytes ? output.Heap.Append(bytes) : 0;
        byte[] heap = text.Heap.Bytes;
        ReadOnlySpan<int> froms = text.Starts, lengths = text.Lengths;
        ReadOnlySpan<ulong> given = text.Validity.Words;
        foreach (int row in rows)
        {
            int found = (given[row >> 6] & (1UL << row)) == 0 ? -1 : _lookup.Find(new ReadOnlySpan<byte>(heap, froms[row], lengths[row]));
            if (found < 0) found = _otherwise;
            if (found >= 0)
            {
                if (_replacements[found] is { } bytes) output.SetSlice(row, starts[found], bytes.Length);
            }
            else if (!text.IsNull(row))
            {
                batch.Failures.Fail(row, _rule, _field, text[row], $"{_field} is '{RuleTexts.Cut(text.GetString(row)!)}', which is none of the listed values ({_expected}).");
            }
        }
        return output;
    }

    private static byte[]? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
