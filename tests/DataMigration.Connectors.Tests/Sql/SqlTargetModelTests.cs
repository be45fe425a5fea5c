using DataMigration.Data;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

/// <summary>Random loads against a dictionary that does what the modes promise; every count and the whole table must agree.</summary>
public sealed class SqlTargetModelTests
{
    private static readonly RecordSchema Schema = Schema(("id", DataType.Integer), ("v", DataType.Text));

    [Theory]
    [InlineData(SqlMode.Insert, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Truncate, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Replace, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Update, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Update, DuplicatePolicy.First)]
    [InlineData(SqlMode.Update, DuplicatePolicy.Last)]
    [InlineData(SqlMode.Delete, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Delete, DuplicatePolicy.First)]
    [InlineData(SqlMode.Delete, DuplicatePolicy.Last)]
    [InlineData(SqlMode.InsertNew, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.InsertNew, DuplicatePolicy.First)]
    [InlineData(SqlMode.InsertNew, DuplicatePolicy.Last)]
    [InlineData(SqlMode.Upsert, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Upsert, DuplicatePolicy.First)]
    [InlineData(SqlMode.Upsert, DuplicatePolicy.Last)]
    public async Task A_load_does_what_the_model_does(SqlMode mode, DuplicatePolicy policy)
    {
        for (int seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            // Triggers take the other way through the writer; it must come to the same.
            string trigger = seed % 2 == 0 ? "" : ";; CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END";
            using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT CHECK (v <> 'bad'))" + trigger);
            var table = new SortedDictionary<long, string>();
            foreach (long id in Enumerable.Range(0, 12).Where(_ => random.Next(2) == 0))
            {
                table[id] = "a";
                database.Run($"INSERT INTO t VALUES ({id}, 'a')");
            }
            object?[][][] batches = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, random.Next(10))
                .Select(_ => new object?[] { (long)random.Next(12), random.Next(4) switch { 0 => "bad", 1 => "b", 2 => "c", _ => "a" } }).ToArray())];
            var expected = new Model(mode, policy, table);
            if (mode == SqlMode.Replace) table.Clear();
            foreach (object?[] row in batches.SelectMany(b => b)) expected.Add((long)row[0]!, (string)row[1]!);

            var results = await TestDatabase.Load(database.Target("t", mode, ["id"], duplicates: policy), Schema, false, batches);

            (results.Sum(r => r.Inserted), results.Sum(r => r.Changed), results.Sum(r => r.Unchanged), results.Sum(r => r.Deleted), results.Sum(r => r.Skipped.Count), results.Sum(r => r.Failures.Count))
                .Should().Be((expected.Inserted, expected.Changed, expected.Unchanged, expected.Deleted, expected.Skipped, expected.Rejected), "seed {0}", seed);
            database.Rows("SELECT * FROM t ORDER BY id").Should().Equal(table.Select(r => $"{r.Key}|{r.Value}"), "seed {0}", seed);
        }
    }

    private sealed class Model(SqlMode mode, DuplicatePolicy policy, SortedDictionary<long, string> table)
    {
        private readonly HashSet<long> _written = [];
        private bool _started;

        public long Inserted { get; private set; }

        public long Changed { get; private set; }

        public long Unchanged { get; private set; }

        public long Deleted { get; private set; }

        public int Skipped { get; private set; }

        public int Rejected { get; private set; }

        public void Add(long id, string v)
        {
            if (mode == SqlMode.Truncate && !_started) table.Clear();
            _started = true;
            bool exists = table.TryGetValue(id, out string? old);
            bool keyed = mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete;
            if (exists && !keyed) Rejected++;
            else if (keyed && _written.Contains(id) && policy == DuplicatePolicy.Reject) Rejected++;
            else if (keyed && _written.Contains(id) && policy == DuplicatePolicy.First) Skipped++;
            else if (!exists && mode == SqlMode.Delete && _written.Contains(id)) Unchanged++;
            else if (!exists && mode is (SqlMode.Update or SqlMode.Delete)) Skipped++;
            else if (mode == SqlMode.Delete) Written(id, () => Deleted++, remove: true);
            else if (exists && mode == SqlMode.InsertNew && !_written.Contains(id)) Skipped++;
            else if (exists && old == v) Written(id, () => Unchanged++);
            else if (v == "bad") Rejected++;
            else if (exists) Written(id, () => Changed++, v);
            else Written(id, () => Inserted++, v);
        }

        private void Written(long id, Action count, string? v = null, bool remove = false)
        {
            count();
            _written.Add(id);
            if (remove) table.Remove(id);
            if (v is not null) table[id] = v;
        }
    }
}
