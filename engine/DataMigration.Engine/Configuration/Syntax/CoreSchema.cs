using System.Text.RegularExpressions;

namespace DataMigration.Configuration.Syntax;

/// <summary>What a plain scalar is by the core schema of YAML 1.2; everything else is text.</summary>
internal enum CoreKind
{
    Text,
    Null,
    Boolean,
    Integer,
    Number,
}

internal static partial class CoreSchema
{
    public static CoreKind KindOf(YamlScalar scalar)
    {
        if (scalar.Style != YamlStyle.Plain && !scalar.IsInterpolated) return CoreKind.Text;
        return scalar.Text switch
        {
            // What a variable brings is text even when it looks like nothing.
            "" or "~" or "null" or "Null" or "NULL" => scalar.IsInterpolated ? CoreKind.Text : CoreKind.Null,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => CoreKind.Boolean,
            _ when Integer().IsMatch(scalar.Text) => CoreKind.Integer,
            _ when Number().IsMatch(scalar.Text) => CoreKind.Number,
            _ => CoreKind.Text,
        };
    }

    [GeneratedRegex(@"\A(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
