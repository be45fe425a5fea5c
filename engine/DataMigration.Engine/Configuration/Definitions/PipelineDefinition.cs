using DataMigration.Declarations;
using DataMigration.Rollback;

namespace DataMigration.Configuration.Definitions;

/// <summary>A pipeline file, bound. Its keys are declared here and nowhere else.</summary>
public sealed record PipelineDefinition
{
    [Option("The pipeline's name: in the run history, in run ids, in other pipelines' `after`.", Example = "customers", Pattern = "^[a-z0-9_-]{1,40}$")]
    public required string Pipeline { get; init; }

    [Option("What it moves and why, for people.", Example = "Legacy CRM customers into the new CRM.")]
    public string? Description { get; init; }

    [Option("Pipelines that go first where one command runs them too: this one begins only behind a good run of each (exit code 0).", Example = "[regions]", Pattern = "^[a-z0-9_-]{1,40}$")]
    public IReadOnlyList<PipelineReference> After { get; init; } = [];

    [Option("Values given from outside: `--set name=value`. Used as `${name}` in the file and as `params.name` in scripts.", Example = "cutoff: { type: date, default: 2020-01-01 }")]
    public IReadOnlyDictionary<string, ParameterDefinition> Parameters { get; init; } = new Dictionary<string, ParameterDefinition>();

    [Option("Where rows come from, each under a name of its own.", Example = "legacy: { csv: { path: customers.csv } }", MinItems = 1)]
    public required IReadOnlyDictionary<string, SourceDefinition> Sources { get; init; }

    [Option("JavaScript files whose functions every script in this file can call.", Example = "[scripts/phone.js]")]
    public IReadOnlyList<FilePath> Scripts { get; init; } = [];

    [Option("Steps on source rows, from top to bottom, before the mappings.", Example = "- filter: row.is_deleted !== 'Y'")]
    public IReadOnlyList<TransformDefinition> Transforms { get; init; } = [];

    [Option("Target fields and where their values come from; `\"*\": {}` takes every remaining source field as it is. Without mappings every source field goes through unchanged.", Example = "email: { from: email_address, apply: [trim, lower] }")]
    public IReadOnlyDictionary<string, MappingDefinition>? Mappings { get; init; }

    [Option("Rules on mapped rows. A row that breaks one is rejected, with all its reasons.", Example = "- required: [name, email]")]
    public IReadOnlyList<ValidationDefinition> Validations { get; init; } = [];

    [Option("Where rows go, each under a name of its own.", Example = "crm: { csv: { path: out.csv } }", MinItems = 1)]
    public required IReadOnlyDictionary<string, TargetDefinition> Targets { get; init; }

    [Option("How rows are grouped for the target.", Example = "{ rows: 10000 }")]
    public BatchDefinition? Batch { get; init; }

    [Option("What happens to rejected rows.", Example = "{ path: rejects/customers.csv, stop_after: 5% }")]
    public RejectsDefinition? Rejects { get; init; }

    [Option("What happens when the world fails, not a row.", Example = "{ retry: { attempts: 5, backoff: exponential } }")]
    public OnErrorDefinition? OnError { get; init; }

    [Option("Whether a run writes down what undoes it (`datamigrate rollback`). By default it does where its targets can; with `journal` it does not run where one cannot.")]
    public RollbackMode? Rollback { get; init; }
}
