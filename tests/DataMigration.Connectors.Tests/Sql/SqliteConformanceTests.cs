using DataMigration.Data;
using DataMigration.Tests.Conformance;

namespace DataMigration.Connectors.Sql;

public sealed class SqliteSourceConformanceTests : SourceConformance, IDisposable
{
    private readonly List<TestDatabase> _databases = [];

    public void Dispose() => _databases.ForEach(d => d.Dispose());

    protected override ISource Create(IReadOnlyList<string> names, IReadOnlyList<string?[]> rows)
    {
        var database = new TestDatabase();
        _databases.Add(database);
        var schema = new RecordSchema(names.Select(n => new Field(n, DataType.Text)));
        TestDatabase.Load(database.Target("t", create: true), schema, false, [.. rows.Chunk(5000)]).GetAwaiter().GetResult();
        return database.Source(table: "t");
    }

    /// <summary>Its rejects are JSON Lines, which another connector reads.</summary>
    protected override ISource? CreateFromRejects(byte[] file) => null;
}

public sealed class SqliteTargetConformanceTests : TargetConformance, IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    protected override bool KeepsCommitted => true;

    protected override ITarget Create(RecordSchema schema) => _database.Target("t", create: true);

    protected override async Task<IReadOnlyList<object?[]>> ReadBackAsync(RecordSchema schema)
    {
        var source = _database.Source(table: "t");
        (await source.DiscoverAsync(default)).Fields.Should().Equal(schema.Fields);
        return await Rows.ReadAsync(source);
    }

    protected override async Task<bool> IsUntouchedAsync() =>
        !File.Exists(_database.Path) || (await ((ISqlConnection)_database.Connection).FindTableAsync(new SqlName(null, "t"), default)).Table is null;
}
