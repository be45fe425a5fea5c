using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Tests.Configuration.Binding;

/// <summary>One option of every type that a file can hold.</summary>
public sealed record EverythingOptions
{
    [Option("Text.", Example = "abc")]
    public string? Text { get; init; } = "default";

    [Option("A switch.")]
    public bool Switch { get; init; } = true;

    [Option("A small number.", Minimum = -5, Maximum = 100)]
    public int Small { get; init; } = 3;

    [Option("A large number.")]
    public long? Large { get; init; }

    [Option("A number.", Minimum = 0)]
    public double? Number { get; init; }

    [Option("An exact number.")]
    public decimal? Exact { get; init; }

    [Option("A character.")]
    public char Character { get; init; } = '\t';

    [Option("A word.")]
    public Severity Word { get; init; } = Severity.Warning;

    [Option("A field.")]
    public FieldReference? Field { get; init; }

    [Option("Fields.", MinItems = 1)]
    public IReadOnlyList<FieldReference> Fields { get; init; } = [];

    [Option("A connection.")]
    public ConnectionReference? Connection { get; init; }

    [Option("A script.")]
    public ScriptText? Script { get; init; }

    [Option("A path.")]
    public FilePath? Path { get; init; }

    [Option("Any value.")]
    public ScalarValue? Scalar { get; init; }

    [Option("A type.")]
    public DataType? Type { get; init; }

    [Option("A threshold.")]
    public Threshold? Threshold { get; init; }

    [Option("Types by name.")]
    public IReadOnlyDictionary<string, DataType>? Types { get; init; }

    [Option("Lists by name.")]
    public IReadOnlyDictionary<string, IReadOnlyList<int>>? Lists { get; init; }

    [Option("Something inside.")]
    public InnerDefinition? Inner { get; init; }

    [Option("Words.")]
    public IReadOnlyList<Severity>? Words { get; init; }
}

/// <summary>A record that holds itself, and may be written in short.</summary>
public sealed record InnerDefinition
{
    [Option("Its names.", Shorthand = true)]
    public IReadOnlyList<string> Names { get; init; } = [];

    [Option("One of the same.")]
    public InnerDefinition? Inner { get; init; }

    [Option("A secret.", Secret = true)]
    public string? Password { get; init; }
}

/// <summary>For the binder alone; nothing can be read from it.</summary>
[Component(ComponentKind.Source, "everything", "Takes every kind of option.", Example = "everything: {}")]
public sealed class EverythingSource(EverythingOptions options, ConnectorContext context) : ISource
{
    public RecordSchema? DeclaredSchema => null;

    public DataType? UndeclaredType => DataType.Text;

    public IRejectFormat RejectFormat => throw new NotSupportedException();

    public long? TotalBytes => null;

    public IReadOnlyList<string> Facts => [context.Name + options.Text];

    public ValueTask<RecordSchema> DiscoverAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<RecordBatch> ReadAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
