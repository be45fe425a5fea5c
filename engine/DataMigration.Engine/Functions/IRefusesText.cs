using DataMigration.Data;

namespace DataMigration.Functions;

/// <summary>A function that cannot do its job on every text: a row whose text it refuses is rejected, with the function's name as code.</summary>
public interface IRefusesText : ITextFunction
{
    /// <summary>As <see cref="ITextFunction.Apply"/>; a row whose text is refused becomes null and is added to <paramref name="refused"/>, in order.</summary>
    TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused);

    /// <summary>Why a text was refused: what follows "field is 'text', " up to the full stop ("which is no number"). Asked for refused texts only.</summary>
    string Explain(string text);

    TextColumn ITextFunction.Apply(TextColumn input, ReadOnlySpan<int> rows) => Apply(input, rows, []);
}
