using System.Text.RegularExpressions;

namespace DataMigration.Configuration.Interpolation;

/// <summary>What stands between the braces of <c>${…}</c>.</summary>
/// <param name="Name">Of the parameter or environment variable.</param>
/// <param name="IsEnvironment">Whether it is <c>env:NAME</c>.</param>
/// <param name="Default">The text behind the second colon, or null.</param>
internal sealed partial record Variable(string Name, bool IsEnvironment, string? Default)
{
    public static Variable? Parse(string body)
    {
        var match = Environment().Match(body);
        if (match.Success) return new Variable(match.Groups[1].Value, true, match.Groups[2].Success ? match.Groups[2].Value : null);
        return IsParameterName(body) ? new Variable(body, false, null) : null;
    }

    public static bool IsParameterName(string name) => Parameter().IsMatch(name);

    [GeneratedRegex(@"\Aenv:([A-Za-z_][A-Za-z0-9_]*)(?::(.*))?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Environment();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
