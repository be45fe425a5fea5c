using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Writes one value as a cell, in quotes or escaped where it would not read back without.</summary>
internal sealed class CsvCellWriter
{
    /// <summary>Up to so many bytes a value is short.</summary>
    public const int ShortLength = 32;

    private readonly SearchValues<byte> _special;
    private readonly Vector256<byte>? _byNibble;
    private readonly Vector256<byte> _special0, _special1, _special2, _special3, _special4, _special5;
    private readonly byte[] _delimiter;
    private readonly byte[] _recordEnd;
    private readonly int _quote;
    private readonly int _escape;
    private readonly byte[] _inQuotes;
    private readonly byte[] _null;
    private readonly bool _always;
    private readonly bool _anyLineEnd;

    public CsvCellWriter(CsvTargetOptions options)
    {
        _quote = options.Quoting == CsvQuoting.Never ? -1 : CsvDialect.QuoteOf(options.Quote) ?? -1;
        // Behind a backslash or, for quotes, doubled; -1 where nothing helps.
        _escape = options.Escape switch { CsvEscape.Backslash => '\\', CsvEscape.Doubled => _quote, _ => -1 };
        _delimiter = Encoding.UTF8.GetBytes(options.Delimiter);
        _recordEnd = RecordEnd(options);
        _anyLineEnd = options.RecordSeparator is null;
        var special = new HashSet<byte> { _delimiter[0], _recordEnd[0] };
        if (_anyLineEnd) special.UnionWith("\r\n"u8.ToArray());
        byte[] quotes = CsvDialect.QuoteOf(options.Quote) is { } quote ? [(byte)quote] : [];
        special.UnionWith(quotes);
        if (options.Escape == CsvEscape.Backslash) special.Add((byte)'\\');
        _special = SearchValues.Create([.. special]);
        _byNibble = ByNibble(special);
        // At most six: two of separators, two of line ends, a quote, a backslash. Those that are not there repeat the first.
        byte[] six = [.. special, .. Enumerable.Repeat(_delimiter[0], 6 - special.Count)];
        (_special0, _special1, _special2) = (Vector256.Create(six[0]), Vector256.Create(six[1]), Vector256.Create(six[2]));
        (_special3, _special4, _special5) = (Vector256.Create(six[3]), Vector256.Create(six[4]), Vector256.Create(six[5]));
        _inQuotes = options.Escape == CsvEscape.Backslash ? [.. quotes, (byte)'\\'] : quotes;
        _null = Encoding.UTF8.GetBytes(options.NullText);
        _always = options.Quoting == CsvQuoting.Always && _quote >= 0;
        TakesNumbersAndDates = !_always && !special.Any(IsOfNumbersAndDates) && (_null.Length == 0 || !_null.All(IsOfNumbersAndDates));
    }

    /// <summary>Whether no number, date or the like in its own form needs care.</summary>
    public bool TakesNumbersAndDates { get; }

    /// <summary>Says of each cell of a column whether it can be copied as it stands by <see cref="CopyShort"/>.</summary>
    /// <param name="column">The cells.</param>
    /// <param name="rows">Of these rows.</param>
    /// <param name="cells">Takes the first cell at 0, the next ones <paramref name="stride"/> behind each other.</param>
    /// <param name="stride">Cells a row.</param>
    /// <param name="isSafe">Whether no value needs care for the bytes it is made of.</param>
    public void Lay(TextColumn column, ReadOnlySpan<int> rows, Span<LaidCell> cells, int stride, bool isSafe)
    {
        byte[] bytes = column.Heap.Bytes;
        ReadOnlySpan<int> starts = column.Starts, lengths = column.Lengths;
        ReadOnlySpan<ulong> valid = column.Validity.Words;
        ref byte origin = ref MemoryMarshal.GetArrayDataReference(bytes);
        bool isByNibble = _byNibble.HasValue;
        var byNibble = _byNibble.GetValueOrDefault();
        int last = bytes.Length - ShortLength, special = _null.Length, nullLength = special == 0 ? 0 : LaidCell.NeedsCare;
        for (int i = 0, at = 0; i < rows.Length; i++, at += stride)
        {
            int row = rows[i];
            if ((valid[row >> 6] & (1UL << row)) == 0)
            {
                cells[at] = new LaidCell(0, nullLength);
                continue;
            }
            int start = starts[row], length = lengths[row];
            bool copies = length <= ShortLength && length != special && start <= last && !_always;
            if (copies && !isSafe)
            {
                var value = Vector256.LoadUnsafe(ref origin, (nuint)start);
                var found = isByNibble ? Vector256.Equals(Avx2.Shuffle(byNibble, value), value) : Vector256.Equals(value, _special0) | Vector256.Equals(value, _special1) | Vector256.Equals(value, _special2)
                    | Vector256.Equals(value, _special3) | Vector256.Equals(value, _special4) | Vector256.Equals(value, _special5);
                copies = (found.ExtractMostSignificantBits() & (uint)((1UL << length) - 1)) == 0 && (length <= 2 || bytes[start] != 0xEF);
            }
            cells[at] = new LaidCell(start, copies ? length : LaidCell.NeedsCare);
        }
    }

    /// <summary>
    /// A table that has for each lower half of a byte the special one that ends with it: what finds itself there is special (the usual way to look for a few bytes by one shuffle, as simdjson has
    /// it). Null where two of them end alike.
    /// </summary>
    private static Vector256<byte>? ByNibble(HashSet<byte> special)
    {
        if (!Avx2.IsSupported || special.Any(b => b > 0x7F) || special.DistinctBy(b => b & 15).Count() < special.Count) return null;
        // What ends with none of them finds a byte that ends otherwise; above 0x7F the shuffle gives 0.
        byte[] table = [.. Enumerable.Range(0, 16).Select(n => special.FirstOrDefault(b => (b & 15) == n, (byte)(n ^ 1)))];
        return Vector256.Create(Vector128.Create(table), Vector128.Create(table));
    }

    /// <summary>Copies <see cref="ShortLength"/> bytes, of which those behind the value do not count.</summary>
    /// <param name="bytes">Where the value stands, so many bytes before the end.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="room">Where it goes, so many bytes before the end.</param>
    /// <param name="at">And starts.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyShort(byte[] bytes, int start, Span<byte> room, int at)
    {
        Debug.Assert(start >= 0 && start <= bytes.Length - ShortLength && at >= 0 && at <= room.Length - ShortLength);
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(bytes), (nuint)start).StoreUnsafe(ref MemoryMarshal.GetReference(room), (nuint)at);
    }

    public static byte[] RecordEnd(CsvTargetOptions options) => Encoding.UTF8.GetBytes(options.RecordSeparator ?? (options.LineEnd == LineEnd.Crlf ? "\r\n" : "\n"));

    /// <summary>Also where it looks like null, or like the byte order mark that a reader drops at the start of a file.</summary>
    public bool NeedsCare(ReadOnlySpan<byte> value) => _always || value.ContainsAny(_special) || IsNull(value) || IsMark(value);

    /// <returns>False when no way of writing the value reads back; nothing is written then.</returns>
    public bool Write(EncodedRows output, ReadOnlySpan<byte> value)
    {
        if (NeedsCare(value)) return WriteCarefully(output, value);
        value.CopyTo(output.Reserve(value.Length));
        output.Advance(value.Length);
        return true;
    }

    /// <summary>The same for a value that needs care.</summary>
    public bool WriteCarefully(EncodedRows output, ReadOnlySpan<byte> value)
    {
        if (_quote >= 0)
        {
            if (_escape < 0 && value.Contains((byte)_quote)) return false;
            WriteQuoted(output, value);
            return true;
        }
        if (IsMark(value)) return false;
        if (_escape < 0)
        {
            if (IsNull(value) || !ReadsBackPlain(value)) return false;
            value.CopyTo(output.Reserve(value.Length));
            output.Advance(value.Length);
            return true;
        }
        // A carriage return at the end would make one line break with the record's own end.
        if (!value.ContainsAny(_special) || (_anyLineEnd && value[^1] == '\r')) return false;
        WriteEscaped(output, value);
        return true;
    }

    private void WriteQuoted(EncodedRows output, ReadOnlySpan<byte> value)
    {
        var room = output.Reserve(checked((value.Length * 2) + 2));
        int at = 0;
        room[at++] = (byte)_quote;
        while (true)
        {
            int found = value.IndexOfAny(_inQuotes);
            var part = found < 0 ? value : value[..found];
            part.CopyTo(room[at..]);
            at += part.Length;
            if (found < 0) break;
            room[at++] = (byte)_escape;
            room[at++] = value[found];
            value = value[(found + 1)..];
        }
        room[at++] = (byte)_quote;
        output.Advance(at);
    }

    private void WriteEscaped(EncodedRows output, ReadOnlySpan<byte> value)
    {
        var room = output.Reserve(checked(value.Length * 2));
        int at = 0;
        foreach (byte b in value)
        {
            if (_special.Contains(b)) room[at++] = (byte)_escape;
            room[at++] = b;
        }
        output.Advance(at);
    }

    private static bool IsOfNumbersAndDates(byte symbol) => char.IsAsciiLetterOrDigit((char)symbol) || "+-.: "u8.Contains(symbol);

    private bool IsNull(ReadOnlySpan<byte> value) => value.Length == _null.Length && value.SequenceEqual(_null);

    private static bool IsMark(ReadOnlySpan<byte> value) => value.Length >= 3 && value[0] == 0xEF && value[1] == 0xBB && value[2] == 0xBF;

    /// <summary>Whether the first delimiter or end of a record that a reader finds is the one behind the value. A quote in a value is text only to a reader without quotes.</summary>
    private bool ReadsBackPlain(ReadOnlySpan<byte> value)
    {
        if (_anyLineEnd && value.ContainsAny((byte)'\r', (byte)'\n')) return false;
        if (value.ContainsAny(_inQuotes)) return false;
        return EndsAlone(value, _delimiter) && EndsAlone(value, _recordEnd);
    }

    private static bool EndsAlone(ReadOnlySpan<byte> value, byte[] end)
    {
        byte[] whole = [.. value, .. end];
        return whole.AsSpan().IndexOf(end) == value.Length;
    }
}
