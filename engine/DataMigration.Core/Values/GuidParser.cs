using System.Buffers.Text;

namespace DataMigration.Values;

/// <summary>32 hexadecimal digits, with hyphens (D), without (N) or in braces (B).</summary>
internal readonly struct GuidParser : ICellParser<Guid>
{
    public bool TryParse(ReadOnlySpan<byte> text, out Guid value)
    {
        char form = text.Length switch { 36 => 'D', 32 => 'N', 38 => 'B', _ => '\0' };
        value = default;
        return form != 0 && Utf8Parser.TryParse(text, out value, out int read, form) && read == text.Length;
    }
}
