using DataMigration.Connectors;
using DataMigration.Diagnostics;
using DataMigration.Values;

namespace DataMigration.Tests.Sql;

/// <summary>Sources as tests ask them.</summary>
internal static class SourceCalls
{
    /// <summary>Discovers and reads everything: a row as its values' texts joined by `|`, null as `∅`.</summary>
    public static async Task<List<string>> TextsAsync(this ISource source)
    {
        await source.DiscoverAsync(default);
        var rows = new List<string>();
        await foreach (var batch in source.ReadAsync(default))
        {
            for (int row = 0; row < batch.RowCount; row++)
                rows.Add(string.Join('|', Enumerable.Range(0, batch.Schema.Count).Select(i => batch[i].IsNull(row) ? "∅" : ValueFormatter.ToText(batch[i], row))));
            batch.Dispose();
        }
        return rows;
    }

    public static Task<IReadOnlyList<Diagnostic>> ErrorsAsync(this ISource source)
    {
        var diagnostics = new DiagnosticBag();
        source.Validate(diagnostics);
        return Task.FromResult(diagnostics.Items);
    }
}
