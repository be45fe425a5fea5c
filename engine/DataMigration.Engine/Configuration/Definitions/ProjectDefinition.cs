using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary><c>datamigration.yaml</c>, bound.</summary>
public sealed record ProjectDefinition
{
    [Option("Databases and other places, each under a name that pipelines use. Secrets come from the environment: `${env:NAME}`.", Example = "crm: { sqlite: { path: build/crm.db } }")]
    public IReadOnlyDictionary<string, ConnectionDefinition> Connections { get; init; } = new Dictionary<string, ConnectionDefinition>();

    [Option("What differs by environment, chosen by `--environment`.", Example = "test: { connections: { crm: { sqlite: { path: build/test.db } } } }")]
    public IReadOnlyDictionary<string, EnvironmentDefinition> Environments { get; init; } = new Dictionary<string, EnvironmentDefinition>();

    [Option("What holds for every pipeline that does not say otherwise.", Example = "{ rejects: { stop_after: 5% } }")]
    public DefaultsDefinition? Defaults { get; init; }

    [Option("Where the history of runs is kept: any connection, written here. By default a SQLite file beside this one; a database that all can reach serves a team.", Example = "{ sqlite: { path: .datamigration/state.db } }")]
    public StateDefinition? State { get; init; }

    [Option("How long things are kept. What says nothing here is kept for ever.", Example = "{ runs: 365d }")]
    public RetentionDefinition Retention { get; init; } = new();
}

/// <summary>An entry of <c>connections:</c>.</summary>
public sealed record ConnectionDefinition
{
    [ComponentSlot(ComponentKind.Connection)]
    public required ComponentNode Connection { get; init; }
}

/// <summary><c>state:</c></summary>
public sealed record StateDefinition
{
    [ComponentSlot(ComponentKind.Connection)]
    public required ComponentNode Connection { get; init; }
}

/// <summary><c>retention:</c></summary>
public sealed record RetentionDefinition
{
    [Option("What a rollback needs of a run: journals in its targets, files and tables that it has replaced.", Example = "90d")]
    public Duration Journal { get; init; } = Duration.Days(30);

    [Option("Runs in the history, with their files under `.datamigration/runs`. One that can be resumed is kept.", Example = "365d")]
    public Duration? Runs { get; init; }
}

/// <summary>An entry of <c>environments:</c>.</summary>
public sealed record EnvironmentDefinition
{
    [Option("Connections that replace those of the same name.", Example = "crm: { sqlite: { path: build/test.db } }")]
    public IReadOnlyDictionary<string, ConnectionDefinition> Connections { get; init; } = new Dictionary<string, ConnectionDefinition>();
}

/// <summary><c>defaults:</c></summary>
public sealed record DefaultsDefinition
{
    [Option("As in a pipeline.", Example = "{ rows: 10000 }")]
    public BatchDefinition? Batch { get; init; }

    [Option("As in a pipeline.", Example = "{ stop_after: 5% }")]
    public RejectsDefinition? Rejects { get; init; }

    [Option("As in a pipeline.", Example = "{ retry: { attempts: 10 } }")]
    public OnErrorDefinition? OnError { get; init; }
}
