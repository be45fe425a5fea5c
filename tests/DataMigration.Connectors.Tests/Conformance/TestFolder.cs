using System.Text;
using DataMigration.Connectors;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Conformance;

/// <summary>A folder of a test's own, gone afterwards.</summary>
public sealed class TestFolder : IDisposable
{
    private static readonly SourceSpan Span = new("pipeline.yaml", 3, 7, 4);

    public string Path { get; } = Directory.CreateTempSubdirectory("datamigration-").FullName;

    public static ConnectorContext Context { get; } = new()
    {
        Name = "under_test",
        Span = Span,
        Retries = NoRetries.Instance,
        Connection = reference => throw new InvalidOperationException($"No connection called {reference}."),
    };

    public FilePath At(string name) => new(name, System.IO.Path.Combine(Path, name), Span);

    public FilePath Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>With the encoding's byte order mark.</summary>
    public FilePath WriteText(string name, string text, Encoding encoding) => Write(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

    /// <summary>What stands there already is left, so that it is the same file by its time as well.</summary>
    public FilePath Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = At(name);
        if (File.Exists(path.FullPath) && bytes.SequenceEqual(File.ReadAllBytes(path.FullPath))) return path;
        File.WriteAllBytes(path.FullPath, bytes);
        return path;
    }

    /// <summary>Everything in it, folders included, by relative name.</summary>
    public IReadOnlyList<string> Content() =>
        [.. Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories).Select(e => System.IO.Path.GetRelativePath(Path, e)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
