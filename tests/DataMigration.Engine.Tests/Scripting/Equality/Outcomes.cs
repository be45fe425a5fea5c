using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>What a script made of a row, in the words that node.js uses for it.</summary>
internal static class Outcomes
{
    /// <summary>The script failed; a message differs from engine to engine.</summary>
    public const string Failure = "!";

    /// <summary>It met one of our limits, which Node.js has not.</summary>
    public const string Limit = "limit";

    public static string Of(ScriptResult result) => result.Kind switch
    {
        ScriptResultKind.Null => "null",
        ScriptResultKind.Boolean => result.Number != 0 ? "true" : "false",
        ScriptResultKind.Number => Notation.Of(result.Number),
        ScriptResultKind.Text => Notation.Of(result.Text),
        ScriptResultKind.Json => "J" + Notation.Of(result.Text),
        _ => result.Text!.Contains("more than", StringComparison.Ordinal) || result.Text.Contains("longer than", StringComparison.Ordinal) || result.Text.Contains("can be worked through", StringComparison.Ordinal) ? Limit : Failure,
    };
}
