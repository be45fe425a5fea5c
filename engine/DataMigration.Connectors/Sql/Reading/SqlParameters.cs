using DataMigration.Diagnostics;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>The parameters that an author declares for a statement.</summary>
internal static class SqlParameters
{
    public static void Check(IReadOnlyDictionary<string, SqlParameterOptions> declared, string text, SqlLexis lexis, SourceSpan span, DiagnosticBag diagnostics)
    {
        var used = SqlScanner.Parameters(text, lexis).ToList();
        foreach (string name in used.Where(n => !declared.ContainsKey(n)))
            diagnostics.Add(SqlMessages.UnknownParameter, span, name, Suggestions.Remedy(name, [.. declared.Keys], $"Add `parameters: {{ {name}: … }}`."));
        foreach (var (name, parameter) in declared)
        {
            if (!used.Contains(name)) diagnostics.Add(SqlMessages.UnusedParameter, parameter.Value.Span, name);
            else if (parameter.Value.Text is { } value && Normal(parameter, value) is null) diagnostics.Add(SqlMessages.BadParameter, parameter.Value.Span, name, value, parameter.Type);
        }
    }

    public static IReadOnlyList<SqlParameter> Of(IReadOnlyDictionary<string, SqlParameterOptions> declared) =>
        [.. declared.Select(p => new SqlParameter(p.Key, p.Value.Type, p.Value.Value.Text is { } text ? Normal(p.Value, text) : null))];

    /// <summary>The value in its type's one form, or null when it is none of the type.</summary>
    private static string? Normal(SqlParameterOptions parameter, string text)
    {
        using var value = ValueReaders.Create(parameter.Type, ValueFormat.Default, out _)?.ReadOne(text);
        return value is null ? null : ValueFormatter.ToText(value, 0);
    }
}
