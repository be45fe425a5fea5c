using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record SplitPartOptions
{
    [Option("What stands between two parts, exactly.", Example = "\", \"")]
    public required string Separator { get; init; }

    [Option("Which part: 0 is the first, -1 the last.", Example = "0")]
    public required int Index { get; init; }
}

[Component(ComponentKind.Function, "split_part", "Cuts the text at a separator and keeps one part; null when there is no such part.", Example = "split_part: { separator: \", \", index: 0 }")]
[Example("Lee, Ann", "Ann", Options = "{ separator: \", \", index: 1 }")]
[Example("a/b/c", "c", Options = "{ separator: /, index: -1 }")]
[Example("Ann", null, Options = "{ separator: \", \", index: 1 }")]
public sealed class SplitPart(SplitPartOptions options) : ITextFunction, IValidatesOptions
{
    public string? Validate() => options.Separator.Length == 0 ? "its separator is empty" : null;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows)
    {
        byte[] separator = Encoding.UTF8.GetBytes(options.Separator);
        var output = new TextColumn(input.Type, input.Length, input.Heap.AddReference());
        byte[] bytes = input.Heap.Bytes;
        ReadOnlySpan<int> starts = input.Starts, lengths = input.Lengths;
        ReadOnlySpan<ulong> given = input.Validity.Words;
        int last = bytes.Length - ShortParts.Reach;
        foreach (int row in rows)
        {
            if ((given[row >> 6] & (1UL << row)) == 0) continue;
            int start = starts[row], length = lengths[row];
            var part = options.Index >= 0 && length <= ShortParts.MaxLength && start <= last
                ? ShortParts.Find(ref bytes[start], length, separator, options.Index)
                : Find(bytes.AsSpan(start, length), separator, options.Index);
            if (part.Start >= 0) output.SetSlice(row, start + part.Start, part.Length);
        }
        return output;
    }

    /// <summary>One part of a text: 0 is the first, −1 the last; <see cref="Slice.Null"/> when there are not so many.</summary>
    internal static Slice Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator, int index)
    {
        int skip = index < 0 ? text.Count(separator) + 1 + index : index, start = 0;
        if (skip < 0) return Slice.Null;
        for (; skip > 0; skip--)
        {
            int next = text[start..].IndexOf(separator);
            if (next < 0) return Slice.Null;
            start += next + separator.Length;
        }
        int length = text[start..].IndexOf(separator);
        return new Slice(start, length < 0 ? text.Length - start : length);
    }
}
