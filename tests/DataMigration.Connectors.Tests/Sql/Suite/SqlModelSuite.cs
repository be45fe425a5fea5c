using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Suite;

/// <summary>Random loads into random tables against a model that takes one row at a time; every count, every rejected row and the whole table must agree.</summary>
public abstract class SqlModelSuite : SqlSuite
{
    public static readonly TheoryData<SqlMode, DuplicatePolicy> ModelModes = new()
    {
        { SqlMode.Insert, DuplicatePolicy.Reject },
        { SqlMode.Truncate, DuplicatePolicy.Reject },
        { SqlMode.Replace, DuplicatePolicy.Reject },
        { SqlMode.InsertNew, DuplicatePolicy.Reject },
        { SqlMode.InsertNew, DuplicatePolicy.First },
        { SqlMode.InsertNew, DuplicatePolicy.Last },
        { SqlMode.Upsert, DuplicatePolicy.Reject },
        { SqlMode.Upsert, DuplicatePolicy.First },
        { SqlMode.Upsert, DuplicatePolicy.Last },
        { SqlMode.Update, DuplicatePolicy.Reject },
        { SqlMode.Update, DuplicatePolicy.First },
        { SqlMode.Update, DuplicatePolicy.Last },
        { SqlMode.Delete, DuplicatePolicy.Reject },
        { SqlMode.Delete, DuplicatePolicy.First },
        { SqlMode.Delete, DuplicatePolicy.Last },
    };

    private static readonly RecordSchema ModelSchema =
        TestRows.Schema(("id", DataType.Integer), ("a", DataType.Text), ("b", DataType.Text), ("n", DataType.Integer), ("p", DataType.Integer), ("up", DataType.Integer));

    [SkippableTheory]
    [MemberData(nameof(ModelModes))]
    public async Task Any_load_into_any_table_does_what_a_load_row_by_row_does(SqlMode mode, DuplicatePolicy policy)
    {
        int seeds = Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_LONG") is { Length: > 0 } ? 100 : 6;
        await using var database = await OpenAsync();
        await database.ExecuteAsync("CREATE TABLE p (id BIGINT NOT NULL PRIMARY KEY);;INSERT INTO p VALUES (0), (1), (2)");
        var wrong = new List<string>();
        for (int seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            var rules = ModelRules.Pick(random, mode);
            var model = new LoadModel(rules, mode, policy, database.NullsFirst);
            string sql = rules.Create(database);
            var standing = Enumerable.Range(0, 10).Select(_ => ModelRow(random)).Where(model.Seed).ToList();
            if (standing.Count > 0) sql += $";;INSERT INTO t VALUES {string.Join(", ", standing.Select(r => $"({string.Join(", ", r.Select(Literal))})"))}";
            var children = standing.Select(r => (long)r[0]!).Where(_ => rules.Child && random.Next(3) == 0).Where(model.Refer).ToList();
            if (children.Count > 0) sql += $";;INSERT INTO child VALUES {string.Join(", ", children.Select(id => $"({id})"))}";
            await database.ExecuteAsync(sql);
            object?[][][][] chunks = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Enumerable.Range(0, random.Next(1, 4)).Select(_ => Enumerable.Range(0, random.Next(9)).Select(_ => ModelRow(random)).ToArray()).ToArray())];
            foreach (object?[][][] chunk in chunks) ForgetLaterParents([.. chunk.SelectMany(b => b)]);

            model.Begin();
            foreach (object?[] row in chunks.SelectMany(c => c).SelectMany(b => b)) model.Add(row);
            var options = Into("t", mode, "id") with { Duplicates = policy, InsertOnly = Fields(rules.InsertOnly), UpdateOnly = Fields(rules.UpdateOnly) };
            var before = await database.RowsAsync("SELECT * FROM t ORDER BY id");
            bool journals = seed % 3 != 0 && database.Connect().Abilities.KeepsJournals;
            var outcome = journals ? await JournaledAsync(database, options, ModelSchema, chunks) : await LoadAsync(database.Connect(), options, ModelSchema, chunks);

            // A row that breaks several rules names one of them.
            string reasons = string.Join(", ", outcome.Rejects.Select(r => r.Split(' ')).Select(r => model.Rejects.TryGetValue(int.Parse(r[0]), out var codes) && codes.Contains(r[1]) ? r[0] : $"{r[0]} {r[1]}").Distinct());
            string found = $"{outcome.Counts}; rejected {reasons}; skipped {string.Join(", ", outcome.Skipped)}; {string.Join(' ', await database.RowsAsync("SELECT id, a, b, n, p, up FROM t ORDER BY id"))}";
            if (found != model.Outcome)
                wrong.Add($"seed {seed} ({rules})\n  stood there: {model.Before}\n  loaded: {string.Join(" / ", chunks.Select(c => string.Join(' ', c.SelectMany(b => b).Select(LoadModel.Show))))}\n  expected: {model.Outcome}\n  found:    {found}");
            if (journals)
            {
                var result = await UndoAsync(database, options);
                string undone = string.Join(' ', await database.RowsAsync("SELECT * FROM t ORDER BY id"));
                if (result.Conflicts > 0 || undone != string.Join(' ', before)) wrong.Add($"seed {seed} ({rules}), undone: {undone}\n  instead of {string.Join(' ', before)}; conflicts: {string.Join(", ", result.Samples)}");
            }
            await database.ExecuteAsync((rules.Child ? "DROP TABLE child;;" : "") + "DROP TABLE t");
        }
        wrong.Should().BeEmpty();
    }

    private static object?[] ModelRow(Random random)
    {
        object? Some(int nulls, Func<object> value) => random.Next(100) < nulls ? null : value();
        return
        [
            Some(3, () => (long)random.Next(12)),
            Some(15, () => random.Next(15) == 0 ? "bad" : $"{(char)('a' + random.Next(9))}"),
            Some(25, () => $"{(char)('k' + random.Next(9))}"),
            Some(20, () => (long)random.Next(7)),
            Some(30, () => (long)random.Next(4)),
            Some(60, () => (long)random.Next(12)),
        ];
    }

    /// <summary>A row that names a parent which comes later in its chunk is written where a statement writes both, and refused elsewhere.</summary>
    private static void ForgetLaterParents(object?[][] chunk)
    {
        for (int i = 0; i < chunk.Length; i++)
            if (chunk.Skip(i + 1).Any(later => Equals(later[0], chunk[i][5]))) chunk[i][5] = null;
    }

    private static string Literal(object? value) => value switch { null => "NULL", string text => $"'{text}'", _ => $"{value}" };

    /// <summary>What a table of the model asks of its rows.</summary>
    private sealed record ModelRules(bool NeedsA, bool UniqueA, bool UniqueB, bool Check, bool Parent, bool Self, bool Child, bool Trigger, string[] InsertOnly, string[] UpdateOnly)
    {
        public static ModelRules Pick(Random random, SqlMode mode)
        {
            bool Half() => random.Next(2) == 0;
            bool only = mode == SqlMode.Upsert && Half();
            return new ModelRules(Half(), Half(), Half(), Half(), Half(), Half() && mode != SqlMode.Delete, mode == SqlMode.Delete, random.Next(3) == 0,
                only && Half() ? ["b", "n"] : [], only && Half() ? ["p"] : []);
        }

        public string Create(IDatabaseUnderTest database)
        {
            string sql = $"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, a {database.Text}{(NeedsA ? " NOT NULL" : "")}, b {database.Text}, n BIGINT{(Check ? " CONSTRAINT small CHECK (n < 6)" : "")}, " +
                $"p BIGINT{(Parent ? " REFERENCES p (id)" : "")}, up BIGINT{(Self ? " REFERENCES t (id)" : "")})";
            if (UniqueA) sql += ";;CREATE UNIQUE INDEX ua ON t (a)";
            if (UniqueB) sql += ";;CREATE UNIQUE INDEX ub ON t (b)";
            if (Child) sql += ";;CREATE TABLE child (id BIGINT REFERENCES t (id))";
            if (Trigger) sql += ";;" + database.RefusingTrigger("t", "a", "bad");
            return sql;
        }

        public override string ToString() => string.Join(' ', new[]
        {
            NeedsA ? "a not null" : "", UniqueA ? "a unique" : "", UniqueB ? "b unique" : "", Check ? "n < 6" : "", Parent ? "p in 0..2" : "", Self ? "up in id" : "", Child ? "child" : "", Trigger ? "trigger" : "",
            InsertOnly.Length > 0 ? "insert_only b, n" : "", UpdateOnly.Length > 0 ? "update_only p" : "",
        }.Where(t => t.Length > 0));
    }

    /// <summary>The modes and the constraints, one row after the other.</summary>
    private sealed class LoadModel(ModelRules rules, SqlMode mode, DuplicatePolicy policy, bool nullsFirst)
    {
        private readonly SortedDictionary<long, object?[]> _table = [];
        private readonly HashSet<long> _children = [];
        private readonly HashSet<long> _written = [];
        private readonly List<int> _skipped = [];
        private int _row = -1;
        private int _inserted, _changed, _unchanged, _deleted;

        public string Before { get; private set; } = "";

        /// <summary>The codes of all the rules that a rejected row breaks.</summary>
        public SortedDictionary<int, HashSet<string>> Rejects { get; } = [];

        public string Outcome => $"{Counts}; rejected {string.Join(", ", Rejects.Keys)}; skipped {string.Join(", ", _skipped)}; {string.Join(' ', _table.Values.Select(row => string.Join('|', row.Select(v => v ?? "∅"))))}";

        private string Counts => string.Join(' ', new[] { ('+', _inserted), ('~', _changed), ('=', _unchanged), ('-', _deleted), ('>', _skipped.Count) }.Where(c => c.Item2 != 0).Select(c => $"{c.Item1}{c.Item2}"));

        public static string Show(object?[] row) => string.Join(':', row.Select(v => v ?? ""));

        private bool IsKeyed => mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete;

        /// <summary>A row that stands there before the load, if it can.</summary>
        public bool Seed(object?[] row) => row[0] is long id && !_table.ContainsKey(id) && Broken(row).Count == 0 && _table.TryAdd(id, row);

        public bool Refer(long id) => _children.Add(id);

        public void Begin()
        {
            Before = string.Join(' ', _table.Values.Select(Show));
            if (mode is SqlMode.Truncate or SqlMode.Replace) _table.Clear();
        }

        public void Add(object?[] row)
        {
            _row++;
            if (row[0] is not long id) Reject("not_null");
            else if (nullsFirst && rules is { NeedsA: true, Trigger: false } && row[1] is null && mode != SqlMode.Delete) Reject("not_null");
            else if (!IsKeyed) Insert(id, row);
            else if (_written.Contains(id) && policy == DuplicatePolicy.Reject) Reject(["duplicate", .. Broken(row)]);
            else if (_written.Contains(id) && policy == DuplicatePolicy.First) _skipped.Add(_row);
            else if (mode == SqlMode.Delete) Delete(id);
            else if (!_table.TryGetValue(id, out object?[]? old)) Insert(id, row);
            else if (mode == SqlMode.InsertNew && !_written.Contains(id)) _skipped.Add(_row);
            else Change(id, old, row);
        }

        private void Insert(long id, object?[] row)
        {
            if (mode == SqlMode.Update) _skipped.Add(_row);
            else if (_table.ContainsKey(id)) Reject(["unique", .. Broken(row)]);
            else Write(id, With(new object?[row.Length], row, rules.UpdateOnly), ref _inserted);
        }

        private void Change(long id, object?[] old, object?[] row)
        {
            object?[] changed = With(old, row, rules.InsertOnly);
            if (changed.SequenceEqual(old)) _unchanged++;
            else
            {
                Write(id, changed, ref _changed);
                return;
            }
            _written.Add(id);
        }

        private void Write(long id, object?[] row, ref int count)
        {
            if (Broken(row) is { Count: > 0 } broken)
            {
                Reject([.. broken]);
                return;
            }
            _table[id] = row;
            _written.Add(id);
            count++;
        }

        private void Delete(long id)
        {
            if (!_table.ContainsKey(id) && !_written.Contains(id)) _skipped.Add(_row);
            else if (_children.Contains(id)) Reject("foreign_key");
            else
            {
                if (_table.Remove(id)) _deleted++;
                else _unchanged++;
                _written.Add(id);
            }
        }

        private static object?[] With(object?[] old, object?[] row, string[] kept) => [.. row.Select((value, i) => kept.Contains(ModelSchema[i].Name) ? old[i] : value)];

        private void Reject(params string[] codes) => Rejects.Add(_row, [.. codes]);

        private HashSet<string> Broken(object?[] row)
        {
            var broken = new HashSet<string>();
            bool Taken(int column) => row[column] is { } value && _table.Values.Any(other => !Equals(other[0], row[0]) && Equals(other[column], value));
            if (rules.NeedsA && row[1] is null) broken.Add("not_null");
            if ((rules.UniqueA && Taken(1)) || (rules.UniqueB && Taken(2))) broken.Add("unique");
            if (rules.Check && row[3] is long and >= 6) broken.Add("check");
            if (rules.Parent && row[4] is long and > 2) broken.Add("foreign_key");
            if (rules.Self && row[5] is long up && !Equals(up, row[0]) && !_table.ContainsKey(up)) broken.Add("foreign_key");
            if (rules.Trigger && Equals(row[1], "bad")) broken.Add("trigger");
            return broken;
        }
    }
}
