using System.Text.Json;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Journals;

namespace DataMigration.Connectors.Sql;

/// <summary>Writes rows to a table; a row that the database refuses is rejected alone.</summary>
[Component(ComponentKind.Target, "sql", "Writes rows to a database table. A row that breaks one of its constraints is rejected alone; all others are written.",
    Example = "sql: { connection: crm, table: customers, mode: upsert, key: [legacy_id] }")]
internal sealed class SqlTarget(SqlTargetOptions options, ConnectorContext context) : IResumableTarget, IJournaledTarget, IEncodesBlocks
{
    private string? _layout;
    private string? _undoObstacle;

    private bool UsesKey => options.Mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete;

    private SqlName Table => new(options.Schema, options.Table);

    private string Mode => Word(options.Mode);

    public IReadOnlyList<string> Facts
    {
        get
        {
            var facts = new List<string>
            {
                $"{Mode} into table {Table} of {SqlConnections.Get(options.Connection, context).Description}{(options.Key.Count == 0 ? "" : ", key " + string.Join(", ", options.Key))}{(options.Create ? ", made if missing" : "")}",
                options.Atomic ? "one transaction for the whole load: all of it or nothing"
                    : options.Connections == 1 ? "one transaction a batch: after a failure the batches committed before it stay, the open one is undone"
                    : "one transaction a batch and connection: after a failure the batches committed before it stay, and of those that are open what each connection has committed",
                "a row that a constraint or trigger refuses is rejected alone; what its triggers did for other rows stays",
            };
            if (options.Mode is SqlMode.Upsert or SqlMode.Update) facts.Add("only rows that differ are touched");
            if (options.Mode == SqlMode.Replace) facts.Add("the old rows stay to be seen until all new ones are there; then they change places at once");
            if (options.Connections > 1) facts.Add($"{options.Connections} connections write at once: rows may stand in another order than they came");
            if (!options.FireTriggers) facts.Add("triggers are switched off for the load");
            if (!options.CheckConstraints) facts.Add("foreign keys and CHECKs are switched off for the load and checked at its end");
            if (options.Mode == SqlMode.Truncate) facts.Add("the table is emptied in the first transaction: readers see a partial table meanwhile, and a failure later leaves it so");
            if (UsesKey) facts.Add($"a key that comes twice in one run: {options.Duplicates.ToString().ToLowerInvariant()}; a row whose key is null is rejected");
            facts.AddRange(SqlConnections.Get(options.Connection, context).LoadFacts);
            return facts;
        }
    }

    public string? ResumeObstacle =>
        options.Atomic ? "one transaction makes the whole load: nothing of it stands before its end" :
        !options.Checkpoints ? "`checkpoints: false` keeps no checkpoints" :
        !SqlConnections.Get(options.Connection, context).Abilities.KeepsCheckpoints ? "its database keeps no checkpoints" : null;

    public bool KeepsCheckpoints => ResumeObstacle is null;

    public string? Layout => _layout;

    public string? ReplayObstacle => options.Mode is SqlMode.Truncate or SqlMode.Replace ? $"mode {Mode} would take away what the run has written" : null;

    public string? JournalObstacle => SqlConnections.Get(options.Connection, context).Abilities.KeepsJournals ? _undoObstacle : "its database keeps no journals";

    public JournalAddress JournalOf(JournalRequest request) =>
        new(options.Connection.Name, $"table {Table} of {SqlConnections.Get(options.Connection, context).Description}", JsonSerializer.Serialize(Table, ConnectorJson.Default.SqlName));

    public ValueTask<TargetCheckpoint?> FindCheckpointAsync(CheckpointPlace place, CancellationToken cancellationToken) =>
        SqlConnections.Get(options.Connection, context).FindCheckpointAsync(Table, place, cancellationToken);

    public ValueTask DiscardAsync(CheckpointPlace place, string? mark, CancellationToken cancellationToken) =>
        SqlConnections.Get(options.Connection, context).DiscardAsync(Table, place, cancellationToken);

    public void Validate(RecordSchema schema, DiagnosticBag diagnostics)
    {
        var connection = SqlConnections.Find(options.Connection, context, diagnostics);
        if (UsesKey && options.Key.Count == 0) diagnostics.Add(SqlMessages.KeyMissing, context.Span, Mode);
        if (!UsesKey && options.Duplicates != DuplicatePolicy.Reject) OnlyWith("duplicates", "insert_new, upsert, update or delete", diagnostics);
        if (options.Mode != SqlMode.Upsert && options.InsertOnly.Count > 0) OnlyWith("insert_only", "upsert", diagnostics);
        if (options.Mode != SqlMode.Upsert && options.UpdateOnly.Count > 0) OnlyWith("update_only", "upsert", diagnostics);
        if (options.Mode is SqlMode.Update or SqlMode.Delete && options.Create) OnlyWith("create", "insert, insert_new, upsert, truncate or replace", diagnostics);
        if (options.Connections > 1 && options.Mode != SqlMode.Insert) OnlyWith("connections", "insert", diagnostics);
        else if (options.Connections > 1 && options.Atomic) diagnostics.Add(SqlMessages.ConnectionsAtomic, context.Span);
        CheckRepeats(diagnostics);
        if (connection is null) return;
        CheckAbilities(connection, diagnostics);
        foreach (var same in schema.Fields.GroupBy(f => f.Name, connection.Names).Where(g => g.Count() > 1))
            diagnostics.Add(SqlMessages.FieldsOfOneColumn, context.Span, same.First().Name, same.Last().Name);
    }

    public async ValueTask CheckAsync(RecordSchema schema, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var connection = SqlConnections.Get(options.Connection, context);
        var lookup = await connection.FindTableAsync(Table, cancellationToken);
        _layout = lookup.Table is { } real ? string.Join(", ", real.Columns.Select(c => $"{c.Name} {c.DeclaredType}{(c.MustBeFilled ? " !" : "")}")) + string.Concat(real.UniqueKeys.Select(k => $"; unique {string.Join(", ", k)}")) : null;
        if (lookup.Table is { } table)
        {
            var write = Write(new WriteRequest(schema, "", "", false));
            SqlTableCheck.Run(write, table, connection, diagnostics);
            if (!diagnostics.HasErrors) _undoObstacle = await connection.FindJournalObstacleAsync(write, table, cancellationToken);
        }
        else if (!options.Create)
            diagnostics.Add(SqlMessages.NoTable, context.Span, Table, connection.Description + (lookup.DatabaseExists ? "" : ", which does not exist yet"),
                Suggestions.Nearest(options.Table, lookup.Tables) is { } near ? $"did you mean '{near}'?" : "Create it, or let the target make it with `create: true`.");
        else
            foreach (var field in schema.Fields)
                if (connection.Refusal(field) is { } refusal)
                    diagnostics.Add(SqlMessages.FieldDoesNotFit, context.Span, field.Name, field.Type, "a new column", refusal);
    }

    public ValueTask<ITargetWriter> OpenAsync(WriteRequest request, CancellationToken cancellationToken) =>
        SqlConnections.Get(options.Connection, context).OpenWriterAsync(Write(request), cancellationToken);

    public IBlockEncoder? CreateEncoder(RecordSchema schema) =>
        SqlConnections.Get(options.Connection, context).CreateEncoder(Write(new WriteRequest(schema, "", "", false)));

    private SqlWrite Write(WriteRequest request)
    {
        var schema = request.Schema;
        int[] Positions(IEnumerable<FieldReference> fields) => [.. fields.Select(f => schema.IndexOf(f.Name))];
        var key = Positions(options.Key);
        var all = Enumerable.Range(0, schema.Count);
        return new SqlWrite
        {
            Table = Table,
            Schema = schema,
            Mode = options.Mode,
            Key = key,
            Unique = Positions(options.Unique),
            Inserted = [.. all.Except(Positions(options.UpdateOnly))],
            Updated = [.. all.Except(key).Except(Positions(options.InsertOnly))],
            Duplicates = options.Duplicates,
            Create = options.Create,
            KeepIdentity = options.KeepIdentity,
            FireTriggers = options.FireTriggers,
            CheckConstraints = options.CheckConstraints,
            Atomic = options.Atomic,
            Connections = options.Connections,
            Isolation = options.Isolation,
            CommandTimeout = options.CommandTimeout,
            Before = options.Before,
            After = options.After,
            Pipeline = request.Pipeline,
            Checkpoints = KeepsCheckpoints && !request.DryRun ? request.Checkpoints : null,
            // A load that is taken up goes on with its own: the rows that it finds are the run's.
            Journal = request.DryRun || (JournalObstacle is not null && request.Checkpoints?.Resume is null) ? null : request.Journal,
            SpillFolder = request.SpillFolder,
            DryRun = request.DryRun,
            Span = context.Span,
        };
    }

    private void CheckAbilities(ISqlConnection connection, DiagnosticBag diagnostics)
    {
        var abilities = connection.Abilities;
        void Cannot(string option) => diagnostics.Add(SqlMessages.CannotBeAsked, context.Span, option, connection.Description);
        if (options.Schema is not null && !abilities.Schemas) Cannot("schema");
        if (options.Isolation is { } level && !abilities.Isolations.Contains(level)) Cannot($"isolation: {Word(level)}");
        if (options.Connections > 1 && !abilities.WritesInParallel) Cannot("connections");
        if (!options.FireTriggers && !abilities.TriggersOff) Cannot("fire_triggers: false");
        if (!options.CheckConstraints && !abilities.ConstraintsOff) Cannot("check_constraints: false");
    }

    private static string Word(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private void OnlyWith(string option, string modes, DiagnosticBag diagnostics) => diagnostics.Add(SqlMessages.OnlyWithMode, context.Span, option, Mode, modes);

    private void CheckRepeats(DiagnosticBag diagnostics)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (list, field) in options.Key.Select(f => ("key", f))
            .Concat(options.InsertOnly.Select(f => ("insert_only", f)))
            .Concat(options.UpdateOnly.Select(f => ("update_only", f))))
            if (!seen.TryAdd(field.Name, list))
                diagnostics.Add(SqlMessages.FieldTwice, field.Span, field.Name, seen[field.Name], list);
    }
}
