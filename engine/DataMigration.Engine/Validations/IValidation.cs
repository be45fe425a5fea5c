using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Validations;

/// <summary>
/// A rule of <c>validations:</c>. A class with <c>[Component(ComponentKind.Validation, …)]</c> and a constructor <c>(TOptions options)</c>.
/// Field names in the options are <see cref="Declarations.FieldReference"/>s, which the planner checks against the mapped fields before it compiles.
/// </summary>
public interface IValidation
{
    /// <summary>Checks the rule against the mapped fields' types and makes what judges rows. Called when planning, without I/O.</summary>
    /// <returns>Null when it reported an error.</returns>
    IRowRule? Compile(RuleContext context);
}

/// <summary>Judges the rows of a batch, a column at a time. Stateless: one instance serves all workers at once.</summary>
public interface IRowRule
{
    /// <summary>Reports the rows that break the rule to <c>batch.Failures</c>.</summary>
    /// <param name="batch">The mapped batch.</param>
    /// <param name="rows">The rows to judge (selected, and for which the rule's <c>when</c> holds).</param>
    /// <param name="worker">What the worker at hand has for itself: its script engine.</param>
    void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker);
}

/// <summary>
/// A rule that needs the rows in source order and keeps state over them (unique). Sees only rows that passed all other rules; called by one thread.
/// Two calls, so that a row which another ordered rule refuses claims nothing.
/// </summary>
public interface IOrderedRowRule : IDisposable
{
    /// <summary>Judges one row against what was accepted before it, and reports it to <c>batch.Failures</c> if it breaks the rule.</summary>
    /// <returns>Whether it broke the rule.</returns>
    bool Breaks(RecordBatch batch, int row);

    /// <summary>The row passed every rule: it claims its key. Called right after <see cref="Breaks"/> for the same row.</summary>
    void Accept(RecordBatch batch, int row);

    /// <summary>Several rows made of one source row follow: what they claim is provisional until <see cref="Settle"/>, but counts among themselves.</summary>
    void Hold();

    /// <summary>Makes what was claimed since <see cref="Hold"/> final, or forgets it.</summary>
    void Settle(bool keep);
}

/// <summary>A validation whose rule is ordered; its <see cref="IValidation.Compile"/> is not called.</summary>
public interface IOrderedValidation : IValidation
{
    /// <summary>Checks the rule when planning; reports errors to the context.</summary>
    /// <returns>A maker of the run's own rule (it holds state), or null when it reported an error. The argument is a folder for spill files, made when first used.</returns>
    Func<string, IOrderedRowRule>? CompileOrdered(RuleContext context);
}
