using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Scripting;
using DataMigration.Validations;
using DataMigration.Values;

namespace DataMigration.Tests.Validations;

/// <summary>What the tests of rules share: batches from text, and a rule's findings as text.</summary>
internal static class RuleTesting
{
    public static readonly SourceSpan Somewhere = new("p.yaml", 7, 5, 4);

    public static readonly Rule TheRule = new(Stage.Validation, "the-rule", Somewhere);

    public static FieldReference Field(string name) => new(name, new SourceSpan("p.yaml", 7, 20, name.Length));

    public static ScalarValue Scalar(string? text) => new(text, new SourceSpan("p.yaml", 7, 30, 1));

    public static RecordSchema Schema(params string[] fields) => new(fields.Select(f => new Field(f.Split(':')[0], TypeOf(f.Split(':')[1]))));

    public static RecordBatch Batch(params (string Field, string?[] Values)[] columns)
    {
        int rows = columns[0].Values.Length;
        return new RecordBatch(Schema([.. columns.Select(c => c.Field)]), rows, [.. columns.Select(c => Column(TypeOf(c.Field.Split(':')[1]), c.Values))], new NoOrigins());
    }

    /// <summary>Every finding as <c>row: message</c>, after judging all rows of a new batch of one column <c>x</c>.</summary>
    public static IEnumerable<string> Findings(IValidation validation, string type, params string?[] values) => Findings(validation, Batch(($"x:{type}", values)));

    public static IEnumerable<string> Findings(IValidation validation, RecordBatch batch, ScriptEngine? engine = null, ScriptCompiler? scripts = null)
    {
        var rule = validation.Compile(Context(batch.Schema, new DiagnosticBag(), scripts))!;
        using var worker = new Worker(() => engine!);
        rule.Check(batch, batch.Selection.Rows, worker);
        return batch.Failures.Failures.Select(f => $"{f.Row}: {f.Message}");
    }

    /// <summary>What planning says against the rule, as <c>code at line:column message</c>.</summary>
    public static string Refusal(IValidation validation, params string[] fields)
    {
        var diagnostics = new DiagnosticBag();
        var context = Context(Schema(fields), diagnostics);
        bool refused = validation is IOrderedValidation ordered ? ordered.CompileOrdered(context) is null : validation.Compile(context) is null;
        refused.Should().Be(diagnostics.HasErrors);
        var finding = diagnostics.Items.Should().ContainSingle().Subject;
        return $"{finding.Code} {finding.Span!.Value.Column}: {finding.Message}";
    }

    public static RuleContext Context(RecordSchema schema, DiagnosticBag diagnostics, ScriptCompiler? scripts = null) =>
        new() { Schema = schema, Rule = TheRule, Diagnostics = diagnostics, Scripts = scripts!, Source = null! };

    private static DataType TypeOf(string field) => DataType.TryParse(field, out var type) ? type : throw new ArgumentException(field);

    private static Column Column(DataType type, string?[] values)
    {
        var text = new TextColumn(DataType.Text, values.Length);
        for (int i = 0; i < values.Length; i++)
            if (values[i] is { } value) text.Append(i, value.AsSpan());
        if (type.Kind == DataKind.Text) return text;
        var failed = new List<int>();
        var column = ValueReaders.Create(type, ValueFormat.Default, out _)!.Read(text, [.. Enumerable.Range(0, values.Length)], failed);
        failed.Should().BeEmpty();
        text.Dispose();
        return column;
    }

    private sealed class NoOrigins : RowOrigins
    {
        public override RowOrigin this[int row] => default;

        public override long Position(int row) => row;
    }
}
