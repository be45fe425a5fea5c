using DataMigration.Data;
using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class UniqueValidationTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"unique-{Guid.NewGuid():N}");

    [Fact]
    public void The_first_row_keeps_the_key_and_nulls_never_collide() =>
        Judge(Of(false, "x"), Batch(("x:text", ["a", "b", "a", null, null, "", "", "a"])))
            .Should().Equal("2: x is 'a', which an earlier row has already.", "6: x is '', which an earlier row has already.", "7: x is 'a', which an earlier row has already.");

    [Theory]
    [InlineData("integer", "1", "2")]
    [InlineData("number", "0", "0.5")]
    [InlineData("decimal(12,2)", "1.00", "1.01")]
    [InlineData("boolean", "true", "false")]
    [InlineData("date", "2020-01-31", "2020-02-01")]
    [InlineData("datetime", "2020-01-31T00:00:00", "2020-01-31T00:00:01")]
    [InlineData("time", "10:00:00", "10:00:01")]
    [InlineData("guid", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002")]
    public void Every_type_can_be_a_key(string type, string one, string other) =>
        Judge(Of(false, "x"), Batch(($"x:{type}", [one, other, null, one, null]))).Should().Equal($"3: x is {one}, which an earlier row has already.");

    [Fact]
    public void An_instant_is_the_same_at_every_offset() =>
        Judge(Of(false, "x"), Batch(("x:datetime_offset", ["2020-01-01T12:00:00+02:00", "2020-01-01T10:00:00+00:00"]))).Should().ContainSingle();

    [Fact]
    public void Minus_zero_is_zero() => Judge(Of(false, "x"), Batch(("x:number", ["0", "-0"]))).Should().ContainSingle();

    [Fact]
    public void Case_counts_unless_it_is_ignored()
    {
        Judge(Of(false, "x"), Batch(("x:text", ["Ann", "ann", "ÉVA", "éva"]))).Should().BeEmpty();
        Judge(Of(true, "x"), Batch(("x:text", ["Ann", "ann", "ÉVA", "éva", "eva"])))
            .Should().Equal("1: x is 'ann', which an earlier row has already.", "3: x is 'éva', which an earlier row has already.");
    }

    [Fact]
    public void Several_fields_are_one_key_and_their_borders_count()
    {
        using var batch = Batch(("a:text", ["ab", "a", "ab", null, null]), ("b:text", ["c", "bc", "c", "c", "c"]));
        Judge(Of(false, "a", "b"), batch).Should().Equal("2: a, b are 'ab', 'c', which an earlier row has already.");
        batch.Failures.Failures.Single().Field.Should().BeNull();
    }

    [Fact]
    public void A_row_that_is_not_accepted_claims_nothing()
    {
        using var batch = Batch(("x:text", ["a", "a", "a"]));
        using var rule = Of(false, "x").CompileOrdered(Context(batch.Schema, new()))!(_folder);
        rule.Breaks(batch, 0).Should().BeFalse();
        rule.Breaks(batch, 1).Should().BeFalse();
        rule.Accept(batch, 1);
        rule.Breaks(batch, 2).Should().BeTrue();
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(100)]
    public void It_agrees_with_a_set_of_strings(int keysInMemory)
    {
        var random = new Random(keysInMemory);
        string?[] values = [.. Enumerable.Range(0, 20_000).Select(_ => random.Next(50) == 0 ? null : random.Next(12_000).ToString())];
        using var batch = Batch(("x:text", values));
        Judge(Of(false, "x", keysInMemory), batch);
        var model = new HashSet<string>();
        batch.Failures.Failures.Select(f => f.Row).Should().Equal(Enumerable.Range(0, values.Length).Where(i => values[i] is { } value && !model.Add(value)));
    }

    [Fact]
    public void Ignoring_the_case_of_numbers_is_refused() => Refusal(Of(true, "x"), "x:integer").Should().StartWith("DM2212 20:");

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private List<string> Judge(UniqueValidation validation, RecordBatch batch)
    {
        using var rule = validation.CompileOrdered(Context(batch.Schema, new()))!(_folder);
        for (int row = 0; row < batch.RowCount; row++)
            if (!rule.Breaks(batch, row)) rule.Accept(batch, row);
        return [.. batch.Failures.Failures.Select(f => $"{f.Row}: {f.Message}")];
    }

    private static UniqueValidation Of(bool ignoreCase, params string[] fields) => new(new UniqueOptions { Fields = [.. fields.Select(Field)], IgnoreCase = ignoreCase });

    private static UniqueValidation Of(bool ignoreCase, string field, int keysInMemory) =>
        new(new UniqueOptions { Fields = [Field(field)], IgnoreCase = ignoreCase }) { KeysInMemory = keysInMemory };
}
