using System.Runtime.InteropServices;
using DataMigration.Connectors.Files;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Json;

/// <summary>Finds line feeds, which no JSON record holds: by whole units of the encoding.</summary>
internal sealed class LineScanner(TextEncoding encoding, FilePath path, int limit) : IRecordScanner
{
    private const byte Lf = (byte)'\n';

    private int _position;

    public int Find(ReadOnlySpan<byte> data, int target, bool final)
    {
        int from = Math.Max(_position, Math.Min(target, data.Length));
        from -= from % encoding.UnitSize;
        int found = IndexOf(data[from..]);
        if (found >= 0) return from + found + encoding.UnitSize;
        _position = data.Length;
        return final ? data.Length : -1;
    }

    public MigrationException Endless(ReadOnlySpan<byte> data, long line, long offset)
    {
        int last = 0;
        for (int at; (at = IndexOf(data[last..])) >= 0; line++) last += at + encoding.UnitSize;
        return new MigrationException(JsonMessages.EndlessRecord.At(path.Span, path.Text, line, offset + last, limit));
    }

    public void Reset() => _position = 0;

    private int IndexOf(ReadOnlySpan<byte> data)
    {
        bool swapped = encoding.BigEndian == BitConverter.IsLittleEndian;
        return encoding.UnitSize switch
        {
            1 => data.IndexOf(Lf),
            2 => Bytes(MemoryMarshal.Cast<byte, ushort>(data).IndexOf(swapped ? (ushort)(Lf << 8) : Lf), 2),
            _ => Bytes(MemoryMarshal.Cast<byte, uint>(data).IndexOf(swapped ? (uint)Lf << 24 : Lf), 4),
        };
    }

    private static int Bytes(int index, int size) => index < 0 ? -1 : index * size;
}
