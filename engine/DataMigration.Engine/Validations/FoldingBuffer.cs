using System.Buffers;

namespace DataMigration.Validations;

/// <summary>A pooled place for one folded text after the other.</summary>
internal sealed class FoldingBuffer : IDisposable
{
    private byte[] _bytes = [];

    /// <summary>The folded text, valid until the next call.</summary>
    public ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> utf8)
    {
        int needed = CaseFolding.MaxLength(utf8.Length);
        if (_bytes.Length < needed)
        {
            Dispose();
            _bytes = ArrayPool<byte>.Shared.Rent(needed);
        }
        return _bytes.AsSpan(0, CaseFolding.Fold(utf8, _bytes));
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
