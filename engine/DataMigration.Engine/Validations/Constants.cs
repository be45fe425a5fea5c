using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Mappings;
using DataMigration.Planning;
using DataMigration.Values;

namespace DataMigration.Validations;

/// <summary>Reads the constants of a rule (bounds, listed values) by the type of the field they are compared with.</summary>
internal static class Constants
{
    /// <summary>A column of one row, or null after reporting that the type cannot read the value.</summary>
    public static Column? Read(ScalarValue value, FieldReference field, DataType type, RuleContext context)
    {
        // A bound may have more digits than the field allows (`max: 1000000000000` on decimal(12,2) is idle, not wrong), but not more decimals.
        var wide = type.Kind == DataKind.Decimal ? DataType.Decimal(DataType.MaxPrecision, type.Scale) : type;
        if (value.Text is { } text && ValueReaders.Create(wide, ValueFormat.Default, out _)?.ReadOne(text) is { } constant) return constant;
        context.Diagnostics.Add(ValidationMessages.BadConstant, value.Span, value, field, type, TypeStep.Expectation(wide, ValueFormat.Default));
        return null;
    }

    /// <summary>The stored value of such a column; a null bound has none.</summary>
    public static T? Take<T>(Column? constant) where T : unmanaged
    {
        using (constant) return (constant as Column<T>)?[0];
    }
}
