using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Planning;
using DataMigration.Validations.Comparing;

namespace DataMigration.Validations;

public sealed record CompareOptions
{
    [Option("The field on the left.", Example = "ended_on")]
    public required FieldReference Field { get; init; }

    [Option("How the two must be to each other, in quotes: \"==\", \"!=\", \"<\", \"<=\", \">\" or \">=\". Text, GUIDs, booleans and bytes know only the first two.", Example = "\">=\"", Pattern = "^(==|!=|<=?|>=?)$")]
    public required string Operator { get; init; }

    [Option("The field on the right.", Example = "started_on")]
    public FieldReference? With { get; init; }

    [Option("A constant on the right instead of a field, as the field's type writes it.", Example = "2020-01-01")]
    public ScalarValue? Value { get; init; }
}

[Component(ComponentKind.Validation, "compare", "Two fields, or a field and a constant, must stand in a relation. A row in which either is null passes.",
    Example = "compare: { field: ended_on, operator: \">=\", with: started_on }")]
public sealed class CompareValidation(CompareOptions options) : IValidation
{
    private readonly Comparison _comparison = Comparison.Of(options.Operator);

    public IRowRule? Compile(RuleContext context)
    {
        if (options.With is null == options.Value is null)
        {
            context.Diagnostics.Add(ValidationMessages.CompareNeedsOneSide, context.Rule.Span, options.Field, options.With is null ? "nothing to compare with" : "both `with` and `value`");
            return null;
        }
        int left = context.IndexOf(options.Field);
        var type = context.Schema[left].Type;
        if (_comparison.NeedsOrder && type.Kind is DataKind.Text or DataKind.Guid or DataKind.Boolean or DataKind.Binary or DataKind.Json)
        {
            context.Diagnostics.Add(ValidationMessages.NeedsOrder, options.Field.Span, $"compare {options.Operator}", options.Field, type);
            return null;
        }
        return options.With is { } with ? CompileFields(context, left, with) : CompileConstant(context, left, options.Value!);
    }

    private IRowRule? CompileFields(RuleContext context, int left, FieldReference with)
    {
        int right = context.IndexOf(with);
        DataType a = context.Schema[left].Type, b = context.Schema[right].Type;
        return (a.Kind, b.Kind) switch
        {
            (DataKind.Integer, DataKind.Decimal) => Rule(batch => new ExactSides<long, Int128>((Column<long>)batch[left], (Column<Int128>)batch[right])),
            (DataKind.Decimal, DataKind.Integer) => Rule(batch => new ExactSides<Int128, long>((Column<Int128>)batch[left], (Column<long>)batch[right])),
            (DataKind.Decimal, DataKind.Decimal) when a.Scale != b.Scale => Rule(batch => new ExactSides<Int128, Int128>((Column<Int128>)batch[left], (Column<Int128>)batch[right])),
            _ when a.Kind != b.Kind => Refuse(),
            (DataKind.Decimal, _) => Fields<Int128>(),
            (DataKind.Integer or DataKind.DateTime or DataKind.Time, _) => Fields<long>(),
            (DataKind.Number, _) => Fields<double>(),
            (DataKind.Date, _) => Fields<int>(),
            (DataKind.Boolean, _) => Fields<bool>(),
            (DataKind.Guid, _) => Fields<Guid>(),
            (DataKind.DateTimeOffset, _) => Fields<DateTimeOffset>(),
            _ => Rule(batch => new TextSides((TextColumn)batch[left], (TextColumn)batch[right])),
        };

        IRowRule Fields<T>() where T : unmanaged, IComparable<T> => Rule(batch => new FieldSides<T>((Column<T>)batch[left], (Column<T>)batch[right]));

        IRowRule Rule<TSides>(Func<RecordBatch, TSides> bind) where TSides : struct, IRowComparison =>
            new CompareRule<TSides>(bind, _comparison, left, right, null, context.Rule);

        IRowRule? Refuse()
        {
            context.Diagnostics.Add(ValidationMessages.NotComparable, with.Span, options.Field, a, with, b);
            return null;
        }
    }

    private IRowRule? CompileConstant(RuleContext context, int left, ScalarValue value)
    {
        var type = context.Schema[left].Type;
        if (type.Kind == DataKind.Text && value.Text is not null)
        {
            byte[] text = Encoding.UTF8.GetBytes(value.Text);
            return Rule(batch => new TextConstantSides((TextColumn)batch[left], text), $"'{value.Text}'");
        }
        if (Constants.Read(value, options.Field, type, context) is not { } constant) return null;
        using (constant)
            return constant switch
            {
                Column<Int128> c => Constant(c[0]),
                Column<long> c => Constant(c[0]),
                Column<double> c => Constant(c[0]),
                Column<int> c => Constant(c[0]),
                Column<bool> c => Constant(c[0]),
                Column<Guid> c => Constant(c[0]),
                Column<DateTimeOffset> c => Constant(c[0]),
                TextColumn c => Bytes(c[0].ToArray()),
                _ => null,
            };

        IRowRule Constant<T>(T right) where T : unmanaged, IComparable<T> => Rule(batch => new ConstantSides<T>((Column<T>)batch[left], right), value.Text!);

        IRowRule Bytes(byte[] right) => Rule(batch => new TextConstantSides((TextColumn)batch[left], right), $"'{value.Text}'");

        IRowRule Rule<TSides>(Func<RecordBatch, TSides> bind, string shown) where TSides : struct, IRowComparison =>
            new CompareRule<TSides>(bind, _comparison, left, -1, shown, context.Rule);
    }
}
