using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql;

/// <summary>Writes rows to a table; a row that the database refuses is rejected alone.</summary>
[Component(ComponentKind.Target, "sql", "Writes rows to a database table. A row that breaks one of its constraints is rejected alone; all others are written.",
    Example = "sql: { connection: crm, table: customers, mode: upsert, key: [legacy_id] }")]
internal sealed class SqlTarget(SqlTargetOptions options, ConnectorContext context) : ITarget
{
    private bool UsesKey => options.Mode is SqlMode.InsertNew or SqlMode.Upsert;

    private string Mode => options.Mode == SqlMode.InsertNew ? "insert_new" : options.Mode.ToString().ToLowerInvariant();

    public IReadOnlyList<string> Facts
    {
        get
        {
            var facts = new List<string>
            {
                $"{Mode} into table {options.Table} of {SqlConnections.Get(options.Connection, context).Description}{(options.Key.Count == 0 ? "" : ", key " + string.Join(", ", options.Key))}{(options.Create ? ", made if missing" : "")}",
                "one transaction a batch: after a failure the batches committed before it stay, the open one is undone",
                "a row that a constraint or trigger refuses is rejected alone; what its triggers did for other rows stays",
            };
            if (options.Mode == SqlMode.Upsert) facts.Add("only rows that differ are touched");
            if (options.Mode == SqlMode.Truncate) facts.Add("the table is emptied in the first transaction and not kept: readers see a partial table meanwhile, and a failure later leaves it so");
            if (UsesKey) facts.Add($"a key that comes twice in one run: {options.Duplicates.ToString().ToLowerInvariant()}; a row whose key is null is rejected");
            return facts;
        }
    }

    public void Validate(RecordSchema schema, DiagnosticBag diagnostics)
    {
        var connection = SqlConnections.Find(options.Connection, context, diagnostics);
        if (UsesKey && options.Key.Count == 0) diagnostics.Add(SqlMessages.KeyMissing, context.Span, Mode);
        if (!UsesKey && options.Duplicates != DuplicatePolicy.Reject) OnlyWith("duplicates", "insert_new or upsert", diagnostics);
        if (options.Mode != SqlMode.Upsert && options.InsertOnly.Count > 0) OnlyWith("insert_only", "upsert", diagnostics);
        if (options.Mode != SqlMode.Upsert && options.UpdateOnly.Count > 0) OnlyWith("update_only", "upsert", diagnostics);
        CheckRepeats(diagnostics);
        if (connection is null) return;
        foreach (var same in schema.Fields.GroupBy(f => f.Name, connection.Names).Where(g => g.Count() > 1))
            diagnostics.Add(SqlMessages.FieldsOfOneColumn, context.Span, same.First().Name, same.Last().Name);
    }

    public async ValueTask CheckAsync(RecordSchema schema, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var connection = SqlConnections.Get(options.Connection, context);
        var lookup = await connection.FindTableAsync(options.Table, cancellationToken);
        if (lookup.Table is { } table)
            SqlTableCheck.Run(Write(schema, false), table, connection.Names, diagnostics);
        else if (!options.Create)
            diagnostics.Add(SqlMessages.NoTable, context.Span, options.Table, connection.Description + (lookup.DatabaseExists ? "" : ", which does not exist yet"),
                Suggestions.Nearest(options.Table, lookup.Tables) is { } near ? $"did you mean '{near}'?" : "Create it, or let the target make it with `create: true`.");
    }

    public async ValueTask<ITargetWriter> OpenAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        // The table may have changed since the plan was checked; a statement against it would only say so in the database's words.
        var diagnostics = new DiagnosticBag();
        await CheckAsync(request.Schema, diagnostics, cancellationToken);
        if (diagnostics.HasErrors) throw new MigrationException(diagnostics.Items[0]);
        return await SqlConnections.Get(options.Connection, context).OpenWriterAsync(Write(request.Schema, request.DryRun), cancellationToken);
    }

    private SqlWrite Write(RecordSchema schema, bool dryRun)
    {
        int[] Positions(IEnumerable<FieldReference> fields) => [.. fields.Select(f => schema.IndexOf(f.Name))];
        var key = Positions(options.Key);
        var all = Enumerable.Range(0, schema.Count);
        return new SqlWrite
        {
            Table = options.Table,
            Schema = schema,
            Mode = options.Mode,
            Key = key,
            Unique = Positions(options.Unique),
            Inserted = [.. all.Except(Positions(options.UpdateOnly))],
            Updated = [.. all.Except(key).Except(Positions(options.InsertOnly))],
            Duplicates = options.Duplicates,
            Create = options.Create,
            DryRun = dryRun,
            Span = context.Span,
        };
    }

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
