namespace DataMigration.Connectors.Sql.Suite;

/// <summary>What became of the rows of a load, counted through all its chunks and batches.</summary>
internal sealed class Outcome
{
    private long _inserted, _changed, _unchanged, _deleted;
    private int _offered;

    public List<int> Skipped { get; } = [];

    public List<int> Withdrawn { get; } = [];

    /// <summary><c>row code field</c>, where a reason about a whole row has <c>-</c> for its field.</summary>
    public List<string> Rejects { get; } = [];

    /// <summary>The sentences.</summary>
    public List<string> Messages { get; } = [];

    public List<string?> Values { get; } = [];

    /// <summary><c>+1 ~2 =3 -4 >5</c>: inserted, changed, unchanged, deleted, skipped; what is none is left out.</summary>
    public string Counts => string.Join(' ', new[] { ('+', _inserted), ('~', _changed), ('=', _unchanged), ('-', _deleted), ('>', Skipped.Count) }.Where(c => c.Item2 != 0).Select(c => $"{c.Item1}{c.Item2}"));

    public void Add(WriteResult result, int offered)
    {
        result.Failures.Should().NotContain(f => f.Rule.Stage != Failures.Stage.Target);
        result.Failures.Should().NotContain(f => !f.Message.EndsWith('.'), "reasons are whole sentences");
        result.Failures.Select(f => f.Row).Should().BeInAscendingOrder();
        int rejected = result.Failures.Select(f => f.Row).Distinct().Count() + result.Withdrawn.Count;
        (result.Inserted + result.Changed + result.Unchanged + result.Deleted + result.Skipped.Count + rejected).Should().Be(offered, "the counts of a target add up");
        (_inserted, _changed, _unchanged, _deleted) = (_inserted + result.Inserted, _changed + result.Changed, _unchanged + result.Unchanged, _deleted + result.Deleted);
        Skipped.AddRange(result.Skipped.Select(r => _offered + r));
        Withdrawn.AddRange(result.Withdrawn.Select(r => _offered + r));
        Rejects.AddRange(result.Failures.Select(f => $"{_offered + f.Row} {f.Rule.Code} {f.Field ?? "-"}"));
        Messages.AddRange(result.Failures.Select(f => f.Message));
        Values.AddRange(result.Failures.Select(f => f.Value));
        _offered += offered;
    }
}
