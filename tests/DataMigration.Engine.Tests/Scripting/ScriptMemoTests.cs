using DataMigration.Data;
using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting;

/// <summary>Results that are remembered are those that a call would give.</summary>
public sealed class ScriptMemoTests
{
    [Fact]
    public void Equal_texts_of_different_fields_are_not_mixed_up()
    {
        using var bench = new ScriptBench { InterpretsAll = true }.With("a", DataType.Text, null).With("b", DataType.Text, null);
        bench.Run(["row.a + '|' + row.b"], (engine, compiled, _) =>
        {
            foreach (var (a, b) in new (string?, string?)[] { ("x", "yz"), ("xy", "z"), ("", "xyz"), (null, "xyz"), ("xyz", null), ("xyz", ""), ("x", "yz") })
            {
                using var batch = Batch(bench.Schema, a, b);
                engine.Evaluate(compiled[0], batch, 0).Text.Should().Be($"{a ?? "null"}|{b ?? "null"}");
            }
            return 0;
        });
    }

    [Fact]
    public void Random_numbers_are_new_for_every_row()
    {
        using var bench = new ScriptBench { InterpretsAll = true }.With("a", "same");
        bench.Run(["row.a + Math.random()"], (engine, compiled, _) =>
        {
            using var batch = bench.Batch(50);
            Enumerable.Range(0, 50).Select(row => engine.Evaluate(compiled[0], batch, row).Text).Distinct().Should().HaveCount(50);
            return 0;
        });
    }

    [Fact]
    public void A_failure_happens_each_time()
    {
        using var bench = new ScriptBench { InterpretsAll = true }.With("a", "same");
        bench.Run(["if (row.a) throw new Error('no'); return 1;"], (engine, compiled, batch) =>
        {
            for (int i = 0; i < 3; i++) engine.Evaluate(compiled[0], batch, 0).Text.Should().Contain("no");
            return 0;
        });
    }

    [Fact]
    public void Many_different_values_are_right_and_so_are_few_after_them()
    {
        using var bench = new ScriptBench { InterpretsAll = true }.With("a", DataType.Integer, 0L);
        bench.Run(["row.a * 2"], (engine, compiled, batch) =>
        {
            var numbers = (Column<long>)batch[0];
            for (int i = 0; i < 20_000; i++)
            {
                numbers.Set(0, i < 10_000 ? i : i % 3);
                engine.Evaluate(compiled[0], batch, 0).Number.Should().Be(numbers[0] * 2.0);
            }
            return 0;
        });
    }

    private static RecordBatch Batch(RecordSchema schema, params string?[] cells)
    {
        var columns = cells.Select(_ => new TextColumn(DataType.Text, 1, 16)).ToArray();
        for (int i = 0; i < cells.Length; i++)
            if (cells[i] is { } text) columns[i].Append(0, text.AsSpan());
        return TestBatches.Of(schema, columns);
    }
}
