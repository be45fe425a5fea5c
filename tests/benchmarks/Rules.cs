using BenchmarkDotNet.Attributes;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Validations;

namespace DataMigration.Benchmarks;

/// <summary>Validations on rows that pass; times are per row.</summary>
public class Rules : IDisposable
{
    private const string MailPattern = @"^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$";
    private readonly RecordBatch _batch = SampleRows.Mapped();
    private readonly Worker _worker = new(() => throw new InvalidOperationException("These rules run no scripts."));
    private readonly IRowRule _required, _mail, _name, _range;
    private readonly Func<string, IOrderedRowRule> _unique;

    public Rules()
    {
        _required = Compile(new RequiredValidation(new RequiredOptions { Fields = [Field("id"), Field("name"), Field("email")] }));
        _mail = Compile(new MatchesValidation(new MatchesOptions { Field = Field("email"), Pattern = MailPattern }));
        _name = Compile(new MatchesValidation(new MatchesOptions { Field = Field("name"), Pattern = @"^[^@]+\d\s*$" }));
        _range = Compile(new RangeValidation(new RangeOptions { Field = Field("balance"), Min = new ScalarValue("0", default) }));
        _unique = new UniqueValidation(new UniqueOptions { Fields = [Field("email")] }).CompileOrdered(Context())!;
    }

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void RequiredOfThreeFields() => Check(_required);

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void MatchesAscii() => Check(_mail);

    /// <summary>Every eighth value has letters that are not ASCII and goes to the regex engine.</summary>
    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void MatchesMixed() => Check(_name);

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void RangeOfDecimal() => Check(_range);

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void Unique()
    {
        using var rule = _unique(Path.GetTempPath());
        foreach (int row in _batch.Selection.Rows)
            if (!rule.Breaks(_batch, row)) rule.Accept(_batch, row);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _worker.Dispose();
        _batch.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Check(IRowRule rule)
    {
        rule.Check(_batch, _batch.Selection.Rows, _worker);
        if (_batch.Failures.Failures.Count > 0) throw new InvalidOperationException(_batch.Failures.Failures[0].Message);
    }

    private IRowRule Compile(IValidation validation) => validation.Compile(Context())!;

    private RuleContext Context() => new() { Schema = _batch.Schema, Rule = new Rule(Stage.Validation, "rule", null), Diagnostics = new DiagnosticBag(), Scripts = null!, Source = null! };

    private static FieldReference Field(string name) => new(name, default);
}
