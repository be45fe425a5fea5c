using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>A function of the language, declared once: what calls it, what the reference page says of it.</summary>
/// <param name="Signature">Its name and parameters, as a person reads them: <c>slice(start, end)</c>.</param>
/// <param name="Result">What it may return.</param>
internal sealed record Method(string Signature, Kinds Result, Native Call)
{
    public string Name { get; } = Signature.IndexOf('(', StringComparison.Ordinal) is > 0 and var end ? Signature[..end] : Signature;

    /// <summary>For a function of numbers alone: without wrapping them.</summary>
    public Func<double, double>? OfNumber { get; init; }

    /// <summary>For a method of a text that takes nothing else and makes another one.</summary>
    public Func<Machine, Text, Text>? OfText { get; init; }

    /// <summary>For a method of a text that returns a piece of it: which, by the length and two numbers, of which the second is infinite when it is not given.</summary>
    public Func<int, double, double, Range>? OfPart { get; init; }

    /// <summary>It as a value.</summary>
    public NativeFunction Function => field ??= new NativeFunction(Name, Call) { IsFrozen = true };
}
