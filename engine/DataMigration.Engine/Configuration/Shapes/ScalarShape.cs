using System.Text.Json;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Configuration.Shapes;

/// <summary>A single value.</summary>
/// <param name="kind">How it is read.</param>
/// <param name="type">What it binds to, not nullable.</param>
internal sealed class ScalarShape(ScalarKind kind, Type type) : Shape
{
    private static readonly Dictionary<Type, ScalarKind> Kinds = new()
    {
        [typeof(string)] = ScalarKind.Text,
        [typeof(bool)] = ScalarKind.Boolean,
        [typeof(int)] = ScalarKind.Integer,
        [typeof(long)] = ScalarKind.Integer,
        [typeof(double)] = ScalarKind.Number,
        [typeof(decimal)] = ScalarKind.Number,
        [typeof(char)] = ScalarKind.Character,
        [typeof(FieldReference)] = ScalarKind.Field,
        [typeof(ConnectionReference)] = ScalarKind.Connection,
        [typeof(SourceReference)] = ScalarKind.Source,
        [typeof(PipelineReference)] = ScalarKind.Pipeline,
        [typeof(ForeignField)] = ScalarKind.ForeignField,
        [typeof(ScriptText)] = ScalarKind.Script,
        [typeof(FilePath)] = ScalarKind.Path,
        [typeof(ScalarValue)] = ScalarKind.Scalar,
        [typeof(DataType)] = ScalarKind.Type,
        [typeof(Threshold)] = ScalarKind.Threshold,
        [typeof(Duration)] = ScalarKind.Duration,
    };

    public ScalarKind Kind { get; } = kind;

    public Type Type { get; } = type;

    /// <summary>The members of an enum by their words.</summary>
    public IReadOnlyDictionary<string, object> Words { get; } = kind != ScalarKind.Word ? new Dictionary<string, object>()
        : Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(v => Enum.ToObject(type, v)).ToDictionary(v => SnakeCase(v.ToString()!));

    /// <summary>Whether any plain value is taken as the text it is written as (<c>007</c>, <c>2024-01-01</c>, <c>yes</c>).</summary>
    public bool IsText => Kind is not (ScalarKind.Integer or ScalarKind.Number or ScalarKind.Boolean);

    public override string Expected => Kind switch
    {
        ScalarKind.Integer => "a whole number",
        ScalarKind.Number => "a number",
        ScalarKind.Boolean => "true or false",
        ScalarKind.Character => "one character",
        ScalarKind.Word => "one of " + string.Join(", ", Words.Keys),
        ScalarKind.Field => "the name of a field",
        ScalarKind.Connection => "the name of a connection",
        ScalarKind.Source => "the name of a source",
        ScalarKind.Pipeline => "the name of a pipeline",
        ScalarKind.ForeignField => "the name of a field",
        ScalarKind.Script => "a script",
        ScalarKind.Path => "a path",
        ScalarKind.Scalar => "a single value",
        ScalarKind.Type => "a type",
        ScalarKind.Threshold => "a count or a share",
        ScalarKind.Duration => "a duration",
        _ => "text",
    };

    public static ScalarShape? Of(Type type) =>
        type.IsEnum ? new ScalarShape(ScalarKind.Word, type) : Kinds.TryGetValue(type, out var kind) ? new ScalarShape(kind, type) : null;

    public static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
