using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace DataMigration.Connectors.Sql.Journals;

/// <summary>The row of <c>datamigration_journals</c> that belongs to a run and a target, and names its journal: a table of its own, shaped like the one that is loaded.</summary>
internal sealed class JournalEntry(ILedger ledger, CheckpointPlace place)
{
    public const string TableName = "datamigration_journals";

    private const string JournalStem = "datamigration_journal_";

    /// <summary>Columns of every journal besides those of its table.</summary>
    public const string Number = "datamigration_number", Kind = "datamigration_kind", After = "datamigration_after", Before = "datamigration_before";

    private const string Columns = "run {key} NOT NULL, target {key} NOT NULL, pipeline {key} NOT NULL, began {key} NOT NULL, loaded {text} NOT NULL, content {text} NOT NULL, PRIMARY KEY (run, target)";

    /// <summary>The bare name of the run's journal.</summary>
    public string Journal => Named(JournalStem, place);

    /// <summary>The bare name under which a table that was replaced is kept.</summary>
    public string Kept => Named("datamigration_kept_", place);

    private string Where => $"run = {ledger.Parameter(1)} AND target = {ledger.Parameter(2)}";

    /// <summary>Makes the table of journals, in a transaction of its own: two loads may need it at one moment.</summary>
    public async Task MakeTableAsync(CancellationToken cancellationToken)
    {
        if (!await ledger.HasTableAsync(TableName, cancellationToken)) await ledger.RunAsync(ledger.Create(TableName, Columns), [], cancellationToken);
    }

    /// <summary>What the run has noted, or null.</summary>
    public async Task<JournalContent?> FindAsync(CancellationToken cancellationToken)
    {
        if (!await ledger.HasTableAsync(TableName, cancellationToken)) return null;
        return await ledger.RowsAsync($"SELECT content FROM {ledger.NameOf(TableName)} WHERE {Where}", [place.Run, place.Target], cancellationToken) is [[string content]] ? JournalContent.Parse(content, place) : null;
    }

    /// <summary>The other runs on a table that are not undone, newest first.</summary>
    /// <param name="table">As the journal names it.</param>
    /// <param name="names">How the database compares names of tables.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<(string Run, bool IsLater, string Journal)>> OthersAsync(SqlName table, StringComparer names, CancellationToken cancellationToken)
    {
        var rows = (await ledger.RowsAsync($"SELECT run, target, loaded, began FROM {ledger.NameOf(TableName)}", [], cancellationToken)).Select(r => (Run: (string)r[0]!, Target: (string)r[1]!, Loaded: (string)r[2]!, Began: (string)r[3]!)).ToList();
        string own = rows.Find(r => r.Run == place.Run && r.Target == place.Target).Began;
        return [.. rows.Where(r => names.Equals(r.Loaded, table.ToString()) && r.Run != place.Run).OrderByDescending(r => r.Began, StringComparer.Ordinal)
            .Select(r => (r.Run, string.CompareOrdinal(r.Began, own) > 0, Named(JournalStem, place with { Run = r.Run, Target = r.Target })))];
    }

    /// <summary>Statements that note it, for the transaction that begins the load.</summary>
    /// <param name="content">What.</param>
    /// <param name="literal">How the database writes a text.</param>
    public IReadOnlyList<string> Adding(JournalContent content, Func<string, string> literal)
    {
        string table = ledger.NameOf(TableName);
        // The ids of runs name the second of their start only.
        string[] values = [place.Run, place.Target, place.Pipeline, DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture), content.Table.ToString(), content.ToText()];
        return
        [
            Removing(literal),
            $"INSERT INTO {table} (run, target, pipeline, began, loaded, content) VALUES ({string.Join(", ", values.Select(literal))})",
        ];
    }

    /// <summary>The statement that takes it out.</summary>
    public string Removing(Func<string, string> literal) => $"DELETE FROM {ledger.NameOf(TableName)} WHERE run = {literal(place.Run)} AND target = {literal(place.Target)}";

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (await ledger.HasTableAsync(TableName, cancellationToken)) await ledger.RunAsync($"DELETE FROM {ledger.NameOf(TableName)} WHERE {Where}", [place.Run, place.Target], cancellationToken);
    }

    private static string Named(string stem, CheckpointPlace place) =>
        stem + XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{place.Run}/{place.Target}")).ToString("x16", CultureInfo.InvariantCulture);
}
