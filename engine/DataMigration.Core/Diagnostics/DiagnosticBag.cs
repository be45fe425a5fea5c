namespace DataMigration.Diagnostics;

/// <summary>Collects findings, so that all problems of a file come out in one go. Not safe for two threads at once.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    /// <summary>The findings in the order they were made.</summary>
    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>Whether any finding is an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        _items.Add(diagnostic);
        HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
    }

    /// <summary>Adds a finding of a declared message.</summary>
    public void Add(DiagnosticDescriptor descriptor, SourceSpan? span, params object?[] arguments) => Add(descriptor.At(span, arguments));
}
