namespace DataMigration.Scripting.Library.Matching;

/// <summary>A matcher that is the same code for both kinds of text.</summary>
internal abstract class UnitMatcher : PatternMatcher
{
    public sealed override bool Find(ReadOnlySpan<char> text, int start, bool sticky, Span<Capture> captures) => Find(new CharUnits(text), start, sticky, captures);

    public sealed override bool Find(ReadOnlySpan<byte> ascii, int start, bool sticky, Span<Capture> captures) => Find(new ByteUnits(ascii), start, sticky, captures);

    protected abstract bool Find<TUnits>(TUnits text, int start, bool sticky, Span<Capture> captures) where TUnits : IUnits, allows ref struct;
}
