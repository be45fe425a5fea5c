using System.Buffers.Text;
using System.Runtime.CompilerServices;
using DataMigration.Data;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>A field of the row, read straight from its column; what kind of value it is follows from the declared type.</summary>
internal abstract class FieldNode(int field, Kinds kinds) : Node(kinds | Kinds.Null)
{
    public static Node Of(Field field, int position) => field.Type.Kind switch
    {
        DataKind.Text => new TextFieldNode(position),
        DataKind.Integer => new IntegerFieldNode(position, field.Name),
        DataKind.Number => new NumberFieldNode(position),
        DataKind.Decimal when field.Type.Precision <= FieldNumbers.ExactDigits => new DecimalFieldNode(position, FieldNumbers.Power(field.Type.Scale)),
        DataKind.Boolean => new BooleanFieldNode(position),
        DataKind.Binary => new BinaryFieldNode(position),
        DataKind.Json => new JsonFieldNode(position),
        _ => new FormattedFieldNode(position),
    };

    public sealed override Value Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        var column = machine.Batch[field];
        return column.IsNull(machine.Row) ? Value.Null : Of(machine, column, machine.Row);
    }

    protected abstract Value Of(Machine machine, Column column, int row);
}

internal sealed class TextFieldNode(int field) : Node(Kinds.Text | Kinds.Null)
{
    public override Value Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        var column = Unsafe.As<TextColumn>(machine.Batch[field]);
        return column.IsNull(machine.Row) ? Value.Null : machine.TextOf(column, machine.Row);
    }

    /// <summary>Whether its text is this one, of ASCII: by the bytes, whatever else they may be.</summary>
    public bool Is(Machine machine, Text ascii)
    {
        var column = Unsafe.As<TextColumn>(machine.Batch[field]);
        return !column.IsNull(machine.Row) && column[machine.Row].SequenceEqual(ascii.Bytes);
    }
}

internal abstract class NumericFieldNode(int field) : FieldNode(field, Kinds.Number)
{
    private readonly int _field = field;

    public sealed override double Number(Frame frame)
    {
        var machine = frame.Machine;
        var column = machine.Batch[_field];
        return column.IsNull(machine.Row) ? 0 : NumberOf(column, machine.Row);
    }

    protected sealed override Value Of(Machine machine, Column column, int row) => Value.Of(NumberOf(column, row));

    protected abstract double NumberOf(Column column, int row);
}

internal sealed class IntegerFieldNode(int field, string name) : NumericFieldNode(field)
{
    protected override double NumberOf(Column column, int row) => FieldNumbers.Exact(Unsafe.As<Column<long>>(column)[row], name);
}

internal sealed class NumberFieldNode(int field) : NumericFieldNode(field)
{
    protected override double NumberOf(Column column, int row) => Unsafe.As<Column<double>>(column)[row];
}

// Both operands are exact, so the division rounds once: the nearest number to the decimal.
internal sealed class DecimalFieldNode(int field, double power) : NumericFieldNode(field)
{
    protected override double NumberOf(Column column, int row) => (long)Unsafe.As<Column<Int128>>(column)[row] / power;
}

internal sealed class BooleanFieldNode(int field) : FieldNode(field, Kinds.Boolean)
{
    protected override Value Of(Machine machine, Column column, int row) => Value.Of(Unsafe.As<Column<bool>>(column)[row]);
}

/// <summary>Dates, times, wide decimals and the like, as the engine writes them.</summary>
internal sealed class FormattedFieldNode(int field) : FieldNode(field, Kinds.Text)
{
    private const int Longest = 128;

    protected override Value Of(Machine machine, Column column, int row)
    {
        if (!ValueFormatter.TryFormat(column, row, machine.Arena.Reserve(Longest), out int written)) throw new InvalidOperationException($"A {column.Type} does not fit {Longest} characters.");
        return Value.Of(machine.Arena.Take(written));
    }
}

internal sealed class BinaryFieldNode(int field) : FieldNode(field, Kinds.Text)
{
    protected override Value Of(Machine machine, Column column, int row)
    {
        var bytes = Unsafe.As<TextColumn>(column)[row];
        Base64.EncodeToUtf8(bytes, machine.Arena.Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out int written);
        return Value.Of(machine.Arena.Take(written));
    }
}

/// <summary>A JSON field is read once a call, so that it is one object all the while.</summary>
internal sealed class JsonFieldNode(int field) : FieldNode(field, Kinds.Any)
{
    private readonly int _field = field;

    protected override Value Of(Machine machine, Column column, int row) => machine.Json.OfField(_field, Unsafe.As<TextColumn>(column), row);
}
