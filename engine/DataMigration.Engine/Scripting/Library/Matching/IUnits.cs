namespace DataMigration.Scripting.Library.Matching;

/// <summary>UTF-16 units, or ASCII that stands for them.</summary>
internal interface IUnits
{
    int Length { get; }

    int this[int index] { get; }
}

internal readonly ref struct CharUnits(ReadOnlySpan<char> text) : IUnits
{
    private readonly ReadOnlySpan<char> _text = text;

    public int Length => _text.Length;

    public int this[int index] => _text[index];
}

internal readonly ref struct ByteUnits(ReadOnlySpan<byte> text) : IUnits
{
    private readonly ReadOnlySpan<byte> _text = text;

    public int Length => _text.Length;

    public int this[int index] => _text[index];
}
