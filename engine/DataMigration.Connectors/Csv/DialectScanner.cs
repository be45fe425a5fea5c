using System.Numerics;
using System.Runtime.InteropServices;
using DataMigration.Connectors.Files;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Finds the ends of records and lines in the original bytes of a file, whatever its dialect and encoding.</summary>
internal abstract class DialectScanner : IRecordScanner
{
    /// <summary>Where the last cell of the record read last ends.</summary>
    public abstract int End { get; }

    /// <summary>Whether it was a comment.</summary>
    public abstract bool IsComment { get; }

    /// <summary>A scanner for files of an encoding.</summary>
    /// <param name="limit">What a record without an end is told to have passed, in bytes.</param>
    public static DialectScanner For(CsvDialect dialect, TextEncoding encoding, FilePath path, int limit)
    {
        var messages = new EndlessRecord(path, encoding, limit);
        return encoding.UnitSize switch
        {
            1 => new DialectScanner<byte>(new RecordParser<byte>(dialect, encoding.Encoding.GetBytes, Leads(dialect, encoding)), messages),
            2 => new DialectScanner<ushort>(new RecordParser<ushort>(dialect, t => Units<ushort>(encoding, t)), messages),
            _ => new DialectScanner<uint>(new RecordParser<uint>(dialect, t => Units<uint>(encoding, t)), messages),
        };
    }

    /// <summary>How many cells a whole record has.</summary>
    public abstract int Cells(ReadOnlySpan<byte> record);

    /// <summary>Reads the record that starts at <paramref name="at"/>; all in bytes.</summary>
    /// <returns>The index behind it, or -1 when more data is needed.</returns>
    public abstract int Read(ReadOnlySpan<byte> data, int at, bool final);

    /// <summary>The index behind the next end of a record, whatever quotes say, or -1.</summary>
    public abstract int SkipLine(ReadOnlySpan<byte> data, int at, bool final);

    public abstract int Find(ReadOnlySpan<byte> data, int target, bool final);

    public abstract MigrationException Endless(ReadOnlySpan<byte> data, long line, long offset);

    public abstract void Reset();

    private static T[] Units<T>(TextEncoding encoding, string text) where T : unmanaged => MemoryMarshal.Cast<byte, T>(encoding.Encoding.GetBytes(text)).ToArray();

    /// <summary>The bytes that start a character of two, where one of the dialect's own may be the second.</summary>
    private static bool[]? Leads(CsvDialect dialect, TextEncoding encoding)
    {
        if (encoding.IsUtf8 || encoding.Encoding.IsSingleByte) return null;
        string own = string.Concat(dialect.Delimiter, dialect.RecordSeparator, dialect.Comment, dialect.Quote?.ToString(), dialect.Escape == CsvEscape.Backslash ? "\\" : "");
        if (own.All(encoding.IsSafe)) return null;
        // In Shift-JIS the bytes between are kana of one byte each.
        bool japanese = encoding.Encoding.CodePage == 932;
        return [.. Enumerable.Range(0, 256).Select(b => b is > 0x80 and < 0xFF && !(japanese && b is > 0x9F and < 0xE0))];
    }
}

/// <summary>The same by units of one size.</summary>
internal sealed class DialectScanner<T>(RecordParser<T> parser, EndlessRecord messages) : DialectScanner where T : unmanaged, IBinaryInteger<T>
{
    private static readonly int Size = Marshal.SizeOf<T>();
    private NoCells _none;
    private int _start;

    public override int End => parser.End * Size;

    public override bool IsComment => parser.IsComment;

    public override int Cells(ReadOnlySpan<byte> record)
    {
        var count = default(CellCount);
        parser.Read(MemoryMarshal.Cast<byte, T>(record), 0, final: true, ref count);
        return count.Cells;
    }

    public override int Read(ReadOnlySpan<byte> data, int at, bool final)
    {
        int next = parser.Read(MemoryMarshal.Cast<byte, T>(data), at / Size, final, ref _none);
        return next < 0 ? -1 : next * Size;
    }

    public override int SkipLine(ReadOnlySpan<byte> data, int at, bool final)
    {
        int next = parser.SkipLine(MemoryMarshal.Cast<byte, T>(data), at / Size, final);
        return next < 0 ? -1 : next * Size;
    }

    public override int Find(ReadOnlySpan<byte> data, int target, bool final)
    {
        var units = MemoryMarshal.Cast<byte, T>(data);
        while (_start < units.Length)
        {
            int next = parser.Read(units, _start, final, ref _none);
            if (next < 0) return -1;
            _start = next;
            if (next * Size > target) return next * Size;
        }
        // Half a unit at the very end is for the decoder to refuse.
        return final ? data.Length : -1;
    }

    public override MigrationException Endless(ReadOnlySpan<byte> data, long line, long offset)
    {
        parser.Read(MemoryMarshal.Cast<byte, T>(data), _start, final: false, ref _none);
        return messages.Failure(parser.InQuotes, data, (parser.InQuotes ? parser.OpenedAt : _start) * Size, line, offset);
    }

    public override void Reset() => _start = 0;
}
