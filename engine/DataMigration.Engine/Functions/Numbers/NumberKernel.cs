using DataMigration.Data;

namespace DataMigration.Functions.Numbers;

/// <summary>What a function makes of a number. A struct, so that the loop over the column is compiled for it alone.</summary>
internal interface INumberOperation
{
    /// <returns>False when the result has more than 38 digits.</returns>
    bool TryApply(ExactNumber number, out ExactNumber result);
}

/// <summary>Text read as a number, changed, and written again.</summary>
internal readonly struct NumberKernel<TOperation>(TOperation operation) : IJudgingKernel where TOperation : struct, INumberOperation
{
    public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
    {
        if (!ExactNumber.TryParse(text, out var number) || !operation.TryApply(number, out var result)) return Verdict.Refused;
        result.Write(output);
        return Verdict.Value;
    }
}
