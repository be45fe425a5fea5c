using System.Globalization;
using DataMigration.Configuration.Schema;
using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Binding;

/// <summary>Single values → what the property holds.</summary>
internal sealed class ScalarBinder(DiagnosticBag diagnostics)
{
    public object? Bind(Place place, ScalarShape shape)
    {
        var scalar = (YamlScalar)place.Node;
        // What an undefined variable should have filled is empty or the type's own zero, and nothing is said about it twice.
        if (scalar.IsUnknown && !HasText(shape.Kind)) return Blank(shape);
        return shape.Kind switch
        {
            ScalarKind.Text => Text(place, shape, scalar),
            ScalarKind.Boolean => scalar.Text[0] is 't' or 'T',
            ScalarKind.Integer => Integer(place, shape, scalar),
            ScalarKind.Number => Number(place, shape, scalar),
            ScalarKind.Character => scalar.Text.Length == 1 ? scalar.Text[0] : Wrong(place, shape, scalar),
            ScalarKind.Word => shape.Words[scalar.Text],
            ScalarKind.Field => new FieldReference(scalar.Text, scalar.Span),
            ScalarKind.Connection => new ConnectionReference(scalar.Text, scalar.Span),
            ScalarKind.Source => new SourceReference(scalar.Text, scalar.Span),
            ScalarKind.Pipeline => new PipelineReference(scalar.Text, scalar.Span),
            ScalarKind.ForeignField => new ForeignField(scalar.Text, scalar.Span),
            ScalarKind.Script => new ScriptText(scalar.Text, scalar.TextSpan, scalar.Style == YamlStyle.Literal),
            ScalarKind.Path => FilePath(place, shape, scalar),
            // Null where a variable has no value: nothing is then said about a value that is not there.
            ScalarKind.Scalar => new ScalarValue(scalar.IsUnknown || CoreSchema.KindOf(scalar) == CoreKind.Null ? null : scalar.Text, scalar.Span),
            ScalarKind.Type => DataType.TryParse(scalar.Text, out var type) ? type : Wrong(place, shape, scalar),
            ScalarKind.Threshold => Threshold.TryParse(scalar.Text, out var threshold) ? threshold : Wrong(place, shape, scalar),
            ScalarKind.Duration => Duration.TryParse(scalar.Text, out var duration) ? duration : Wrong(place, shape, scalar),
            _ => throw new InvalidOperationException($"No binding for {shape.Kind}."),
        };
    }

    private static bool HasText(ScalarKind kind) =>
        kind is ScalarKind.Text or ScalarKind.Field or ScalarKind.Connection or ScalarKind.Source or ScalarKind.Pipeline or ScalarKind.ForeignField or ScalarKind.Script or ScalarKind.Path or ScalarKind.Scalar;

    private static object Blank(ScalarShape shape) => shape.Kind switch
    {
        ScalarKind.Word => shape.Words.Values.First(),
        ScalarKind.Type => DataType.Text,
        ScalarKind.Threshold => Threshold.Rows(0),
        _ => Activator.CreateInstance(shape.Type)!,
    };

    private object? Text(Place place, ScalarShape shape, YamlScalar scalar) =>
        // A pattern's $ also matches before a last line break, which a block scalar has.
        place.Key?.Option.Pattern is not null && scalar.Text.EndsWith('\n') && !scalar.IsUnknown ? Wrong(place, shape, scalar) : scalar.Text;

    private object? Integer(Place place, ScalarShape shape, YamlScalar scalar)
    {
        long? value = Numbers.Integer(scalar.Text);
        if (shape.Type == typeof(int)) return value is >= int.MinValue and <= int.MaxValue ? (int)value : Wrong(place, shape, scalar);
        return value ?? Wrong(place, shape, scalar);
    }

    private object? Number(Place place, ScalarShape shape, YamlScalar scalar)
    {
        string text = CoreSchema.KindOf(scalar) == CoreKind.Integer && Numbers.Integer(scalar.Text) is { } whole ? whole.ToString(CultureInfo.InvariantCulture) : scalar.Text;
        if (shape.Type == typeof(decimal)) return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) ? exact : Wrong(place, shape, scalar);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : Wrong(place, shape, scalar);
    }

    private object? FilePath(Place place, ScalarShape shape, YamlScalar scalar)
    {
        string folder = scalar.StartsOnCommandLine ? Environment.CurrentDirectory : scalar.Source.Directory;
        if (scalar.IsUnknown) return new FilePath(scalar.Text, folder, scalar.Span);
        if (scalar.Text.Trim().Length == 0 || scalar.Text.Contains('\0', StringComparison.Ordinal)) return Wrong(place, shape, scalar);
        return new FilePath(scalar.Text, Path.GetFullPath(scalar.Text, folder), scalar.Span);
    }

    /// <summary>Says so, and gives the binding something to go on with; the caller drops the whole.</summary>
    private object? Wrong(Place place, ScalarShape shape, YamlScalar scalar)
    {
        diagnostics.Add(ScalarFindings.Of(place, shape, scalar));
        return shape.Kind switch
        {
            ScalarKind.Text => "",
            ScalarKind.Path => new FilePath(scalar.Text, scalar.Source.Directory, scalar.Span),
            _ => Blank(shape),
        };
    }
}
