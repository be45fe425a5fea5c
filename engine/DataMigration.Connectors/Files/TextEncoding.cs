using System.Runtime.InteropServices;
using System.Text;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Files;

/// <summary>How a file's bytes stand for characters. In every encoding here the ASCII characters are their own numbers, in units of one, two or four bytes.</summary>
internal sealed class TextEncoding
{
    private readonly int _safeBelow;

    internal TextEncoding(string name, Encoding encoding, int unitSize = 1, bool bigEndian = false, int safeBelow = 0x80)
    {
        Name = name;
        Encoding = encoding;
        UnitSize = unitSize;
        BigEndian = bigEndian;
        _safeBelow = safeBelow;
    }

    public static TextEncoding Utf8 => TextEncodings.Utf8;

    /// <summary>The name that our messages use.</summary>
    public string Name { get; }

    /// <summary>The framework's own; what it cannot read or write it replaces.</summary>
    public Encoding Encoding { get; }

    /// <summary>Bytes of the smallest character: 1, 2 (UTF-16) or 4 (UTF-32).</summary>
    public int UnitSize { get; }

    public bool BigEndian { get; }

    public bool IsUtf8 => this == Utf8;

    /// <summary>The byte order mark, empty where the encoding has none.</summary>
    public byte[] Mark => IsUtf8 || UnitSize > 1 ? Encoding.GetPreamble() : [];

    /// <summary>By a name or an alias, upper and lower case, hyphens and underscores alike.</summary>
    public static TextEncoding? Find(string name) => TextEncodings.Find(name);

    /// <summary>Reports a name that is none.</summary>
    public static TextEncoding? Find(string name, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (Find(name) is { } encoding) return encoding;
        diagnostics.Add(FileMessages.UnknownEncoding, span, name, Suggestions.Remedy(name, TextEncodings.Names));
        return null;
    }

    /// <summary>The encoding that a file's byte order mark tells, which wins over any declaration, or else the declared one.</summary>
    /// <param name="declared">What the author says.</param>
    /// <param name="start">The file's first four bytes, or all if it has fewer.</param>
    /// <param name="markLength">Bytes of the mark, 0 where there is none.</param>
    public static TextEncoding Detect(TextEncoding declared, ReadOnlySpan<byte> start, out int markLength)
    {
        foreach (var encoding in TextEncodings.Marked)
        {
            markLength = encoding.Mark.Length;
            if (start.StartsWith(encoding.Mark)) return encoding;
        }
        markLength = 0;
        return declared;
    }

    /// <summary>
    /// Whether the byte of this ASCII character never is part of another character, so that a search for it in the original bytes finds nothing else. In Shift-JIS, a backslash or a
    /// vertical bar may be the second half of a kanji. Of encodings with larger units: always, in their units.
    /// </summary>
    public bool IsSafe(char ascii) => ascii < _safeBelow;

    /// <summary>How often a character stands in the bytes, by whole units.</summary>
    public int Count(ReadOnlySpan<byte> data, byte character) => UnitSize switch
    {
        1 => data.Count(character),
        2 => MemoryMarshal.Cast<byte, ushort>(data).Count(BigEndian == BitConverter.IsLittleEndian ? (ushort)(character << 8) : character),
        _ => MemoryMarshal.Cast<byte, uint>(data).Count(BigEndian == BitConverter.IsLittleEndian ? (uint)character << 24 : character),
    };

    public override string ToString() => Name;
}
