using DataMigration.Data;

namespace DataMigration.Functions;

/// <summary>
/// A function of <c>apply:</c>: text in, text out, a column at a time. A class with <c>[Component(ComponentKind.Function, …)]</c>,
/// at least one <c>[Example]</c>, and a constructor <c>(TOptions options)</c> or none. Stateless: one instance serves all workers at once.
/// </summary>
public interface ITextFunction
{
    /// <summary>
    /// A new column with the function's values for the given rows. Null stays null and is not shown to the function; it may make a value null.
    /// The input stays the caller's and unchanged; the result may share its heap. Written over the helpers of <see cref="TextKernels"/>.
    /// </summary>
    TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows);
}
