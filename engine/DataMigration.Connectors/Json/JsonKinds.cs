using System.Text.Json;
using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>The kinds of JSON values, as bits.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    String = 1,
    Number = 2,
    Boolean = 4,
    Object = 8,
    Array = 16,
    Any = 31,
}

/// <summary>Which kind of JSON value is read as what.</summary>
internal static class JsonFit
{
    public static JsonKinds KindsOf(DataType type) => type.Kind switch
    {
        DataKind.Json => JsonKinds.Any,
        DataKind.Text => JsonKinds.String | JsonKinds.Number | JsonKinds.Boolean,
        DataKind.Integer or DataKind.Number or DataKind.Decimal => JsonKinds.String | JsonKinds.Number,
        DataKind.Boolean => JsonKinds.String | JsonKinds.Boolean,
        _ => JsonKinds.String,
    };

    public static JsonKinds KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => JsonKinds.String,
        JsonTokenType.Number => JsonKinds.Number,
        JsonTokenType.True or JsonTokenType.False => JsonKinds.Boolean,
        JsonTokenType.StartObject => JsonKinds.Object,
        JsonTokenType.StartArray => JsonKinds.Array,
        _ => JsonKinds.None,
    };

    public static string Name(JsonKinds kind) => kind switch
    {
        JsonKinds.String => "a string",
        JsonKinds.Number => "a number",
        JsonKinds.Boolean => "true or false",
        JsonKinds.Object => "an object",
        JsonKinds.Array => "an array",
        _ => "null",
    };
}
