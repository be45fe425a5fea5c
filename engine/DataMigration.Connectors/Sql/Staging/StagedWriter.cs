using System.IO.Hashing;
using System.Runtime.InteropServices;
using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>How a dialect opens a load.</summary>
internal sealed record StagedLoad
{
    public required SqlWrite Write { get; init; }

    public required IStageSession Session { get; init; }

    /// <summary>Further connections that write at the same time.</summary>
    public required IReadOnlyList<IStageSession> Others { get; init; }

    /// <summary>What such connections of an earlier process have committed.</summary>
    public IReadOnlyList<CommittedRange> Ranges { get; init; } = [];

    public required IStageStatements Statements { get; init; }

    public required StageConstraints Constraints { get; init; }

    public required IBlockEncoder Encoder { get; init; }

    /// <summary>A hash of the row's key, equal for keys that are equal to the database.</summary>
    public required Func<StageChunk, StageRow, UInt128> Hash { get; init; }

    /// <summary>Whether rows can be sent into the target without a stage.</summary>
    public required bool Straight { get; init; }

    /// <summary>Whether the target may leave a row out without an error, so that rows are counted.</summary>
    public required bool CountsInserts { get; init; }

    /// <summary>Whether rows reach the table as they are sent, so that queries can tell beforehand what it will refuse.</summary>
    public bool Foresees { get; init; } = true;

    /// <summary>Whether the database does not watch all of the constraints itself (a copy of the table in a dry run).</summary>
    public required bool AlwaysCareful { get; init; }

    public required string SpillFolder { get; init; }

    /// <summary>What is taken away when the load does not come to its end, or null.</summary>
    public required Func<Task>? Abandon { get; init; }

    /// <summary>What is left to do when all rows are there, the last commit included.</summary>
    public required Func<long, CancellationToken, Task> Complete { get; init; }
}

/// <summary>
/// A load through the database's bulk path. Rows go straight into the target while that works; what the database refuses goes over the stage, where queries find exactly the
/// rows that cannot be written, and for the next chunks it is expected again.
/// </summary>
internal sealed class StagedWriter(StagedLoad load) : ITargetWriter
{
    /// <summary>So many chunks without a refusal, and the rest is trusted again: after a refusal in two chunks running.</summary>
    private const int WaryChunks = 20;

    private const string Chunk = "datamigration_chunk";

    private readonly SqlWrite _write = load.Write;
    private readonly SqlMark _before = SqlMark.Of(load.Write.Checkpoints, load.Write.Span);
    private readonly WrittenKeys _written = new(load.SpillFolder, load.Write.Checkpoints, SqlMark.Of(load.Write.Checkpoints, load.Write.Span).Keys);
    private readonly HashSet<string> _suspects = new(StringComparer.Ordinal);
    private readonly RowsAhead _ahead = new(load.Write, SqlMark.Of(load.Write.Checkpoints, load.Write.Span), load.Ranges);
    private CommittedRange[] _parts = [];
    private int _wary;
    private bool _refusedLast;
    private long _rows;
    private long _open;
    private bool _complete;
    private bool _committed;

    public bool KeepsCommits => !_write.Atomic && _write.Mode != SqlMode.Replace;

    public bool CanWriteAgain => !_write.Atomic && !_write.DryRun;

    public int Connections => load.Others.Count + 1;

    private bool IsKeyed => _write.Mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete;

    public async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteBatch> batches, CancellationToken cancellationToken)
    {
        _written.Forget();
        using var chunk = new StageChunk(batches, load.Encoder);
        if (_parts.Length > 0)
            foreach (var session in load.Others) await session.UndoAsync(cancellationToken);
        _parts = [];
        _open = _ahead.Leave(chunk);
        await OfNoRowAsync(async () =>
        {
            await load.Session.BeginAsync(cancellationToken);
            if (chunk.Rows.Length == 0) return;
            if (!await TryInPartsAsync(chunk, cancellationToken) && !await TryStraightAsync(chunk, cancellationToken)) await OverStageAsync(chunk, cancellationToken);
        });
        return chunk.Results;
    }

    public ValueTask<string?> MarkAsync(bool last, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_write.Checkpoints is null ? null : new SqlMark(_before.Rows + _rows + _open, _written.Mark(), _ahead.Offered, _ahead.Rest).ToText());

    public async ValueTask CommitAsync(string? checkpoint, CancellationToken cancellationToken)
    {
        if (!_write.Atomic && !_write.DryRun) await OfNoRowAsync(() => CommitAllAsync(checkpoint, cancellationToken));
        _committed = true;
        _ahead.Commit();
        _written.Commit();
        _rows += _open;
        _open = 0;
    }

    /// <summary>The first connection commits last: what is behind its commits is behind those of the others.</summary>
    public async ValueTask MakeDurableAsync(CancellationToken cancellationToken) => await OfNoRowAsync(() => load.Session.MakeDurableAsync(cancellationToken));

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        _ahead.End();
        await OfNoRowAsync(() => load.Complete(_before.Rows + _rows, cancellationToken));
        _complete = true;
    }

    public async ValueTask DisposeAsync()
    {
        // What can be taken up is left as it is.
        bool isKept = _write.Checkpoints is { } asked && (_committed || asked.Resume is not null);
        if (!_complete && !isKept && load.Abandon is { } abandon) await abandon();
        _written.Dispose();
        foreach (var session in load.Others) await session.DisposeAsync();
        await load.Session.DisposeAsync();
    }

    /// <summary>Whoever sends rows expects them to be refused; a refusal anywhere else (a statement before or after the load) is no row's.</summary>
    private async Task OfNoRowAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (StageRowException e)
        {
            throw new MigrationException(SqlMessages.StatementRefused.At(_write.Span, $"table {_write.Table}", e.Error.Text, "No row could be told to be the reason; look at the table's triggers and constraints."), inner: e);
        }
    }

    /// <summary>
    /// Every connection takes a part of the rows. Whatever goes wrong (a refused row, a key that another part holds), all parts are undone and one connection does it
    /// alone. Not before the first commit: what that one makes is not there for the others. Nor while rows stand that the last checkpoint does not speak of: each connection says that of one range only.
    /// </summary>
    private async Task<bool> TryInPartsAsync(StageChunk chunk, CancellationToken cancellationToken)
    {
        if (load.Others.Count == 0 || !_committed || !load.Straight || _wary > 0 || !_ahead.IsEmpty) return false;
        var cuts = chunk.Cut(Connections);
        var parts = new CommittedRange[cuts.Length - 1];
        try
        {
            await Task.WhenAll(Enumerable.Range(0, parts.Length).Select(part => PartAsync(part, cancellationToken)));
        }
        catch (Exception e) when (e is StageRowException or MigrationException { LostCommits: false })
        {
            if (e is StageRowException { Error: var error }) Suspect(error);
            foreach (var session in load.Others) await session.UndoAsync(cancellationToken);
            await load.Session.BeginAsync(cancellationToken);
            return false;
        }
        _parts = parts[1..];
        chunk.CountInserted();
        _open += chunk.Rows.Length;
        return true;

        async Task PartAsync(int part, CancellationToken token)
        {
            var session = part == 0 ? load.Session : load.Others[part - 1];
            if (part > 0) await session.BeginAsync(token);
            await session.LimitWaitsAsync(token);
            await session.LoadAsync(chunk, cuts[part], cuts[part + 1] - 1, token);
            parts[part] = _ahead.Part(chunk, cuts[part], cuts[part + 1]);
        }
    }

    /// <summary>The checkpoint comes last: until then, each of the other connections has said itself what it has committed.</summary>
    private async Task CommitAllAsync(string? checkpoint, CancellationToken cancellationToken)
    {
        var commits = _parts.Select((range, i) => load.Others[i].CommitAsync(checkpoint is null ? null : range.ToText(), cancellationToken)).ToList();
        await Task.WhenAll(commits).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (int i = 0; i < commits.Count; i++)
            if (commits[i].IsCompletedSuccessfully) _ahead.Add(_parts[i]);
        await Task.WhenAll(commits);
        await load.Session.CommitAsync(checkpoint, cancellationToken);
        _parts = [];
    }

    private async Task<bool> TryStraightAsync(StageChunk chunk, CancellationToken cancellationToken)
    {
        if (!load.Straight || IsKeyed || _wary > 0) return false;
        // Where the transaction is the chunk's own there is no need of a savepoint, which costs every row a subtransaction: it begins anew.
        bool shared = _write.Atomic || _write.DryRun;
        if (shared) await load.Session.SaveAsync(Chunk, cancellationToken);
        try
        {
            await load.Session.LoadAsync(chunk, 0, chunk.Rows.Length - 1, cancellationToken);
        }
        catch (StageRowException e)
        {
            await (shared ? load.Session.GoBackAsync(Chunk, cancellationToken) : load.Session.BeginAsync(cancellationToken));
            Suspect(e.Error);
            return false;
        }
        _refusedLast = false;
        chunk.CountInserted();
        _open += chunk.Rows.Length;
        return true;
    }

    /// <returns>Whether queries can find what breaks this constraint, and have not been asked yet.</returns>
    private bool Suspect(StageRowError error) => load.Foresees && error.Constraint is { } name && load.Constraints.Has(name) && !load.AlwaysCareful && _suspects.Add(name);

    private async Task OverStageAsync(StageChunk chunk, CancellationToken cancellationToken)
    {
        var apply = new StageApply(_write, load.Statements, load.Session, load.CountsInserts);
        var refusals = new StageRefusals(chunk, _write, load.Constraints);
        var known = new Dictionary<int, RowFailure>();
        await StageAsync(chunk, (row, error) => known.Add(row, refusals.Told(row, error)), cancellationToken);
        Func<int, UInt128> hash = row => load.Hash(chunk, chunk.Rows[row]);
        if (IsKeyed && load.Statements.Keys is { } keys)
        {
            var texts = new Dictionary<int, UInt128>();
            await ReadKeysAsync(keys, 0, chunk.Rows.Length - 1, texts, (row, error) => known.TryAdd(row, refusals.Told(row, error)), cancellationToken);
            if (known.Count > 0)
            {
                // Equal keys are seen within a range only: once more over all that are left.
                await load.Session.UnstageAsync([.. known.Keys], cancellationToken);
                await ReadKeysAsync(keys, 0, chunk.Rows.Length - 1, texts, (row, error) => known.TryAdd(row, refusals.Told(row, error)), cancellationToken);
            }
            // A key that cannot be read is like no other.
            hash = row => texts.TryGetValue(row, out var key) ? key : new UInt128(ulong.MaxValue, (ulong)row);
        }
        var judge = new StageJudge(_write, load.Constraints, load.Statements, load.Session, _written, hash);
        await load.Session.SaveAsync(Chunk, cancellationToken);
        StageDecision decision;
        while (true)
        {
            decision = await judge.DecideAsync(chunk, known, load.AlwaysCareful ? load.Constraints : load.Constraints.Only(_suspects), cancellationToken);
            try
            {
                await apply.AllAsync(chunk, decision, cancellationToken);
                break;
            }
            catch (StageRowException e)
            {
                await load.Session.GoBackAsync(Chunk, cancellationToken);
                if (Suspect(e.Error)) continue;
            }
            var found = await apply.SplitAsync(chunk, decision, cancellationToken);
            foreach (var (row, error) in found) known.TryAdd(row, error is null ? refusals.LeftOut(row) : refusals.Told(row, error));
            // Where others had to give way to a row that is now refused itself, they are asked again.
            bool free = found.Keys.Any(row => decision.Family(row).Any(decision.Claimants.Contains));
            foreach (var (row, _) in found) decision.Refuse(row, known[row]);
            if (!free) break;
            await load.Session.GoBackAsync(Chunk, cancellationToken);
        }
        bool refused = decision.Refused.Count > 0;
        _wary = refused && _refusedLast ? WaryChunks : Math.Max(0, _wary - 1);
        _refusedLast = refused;
        if (_wary == 0 && !refused) _suspects.Clear();
        decision.Report();
        chunk.Count(decision.IsWritten, apply.Inserted, apply.Changed, apply.Deleted);
        if (IsKeyed)
            for (int row = 0; row < chunk.Rows.Length; row++)
                if (decision.IsWritten(row)) _written.Write(hash(row));
        _open += chunk.Rows.Length - decision.Gone.Count;
    }

    /// <summary>Fills the stage; rows that it does not take (JSON or XML that the server reads more strictly) are told apart in ever smaller ranges.</summary>
    private async Task StageAsync(StageChunk chunk, Action<int, StageRowError> refuse, CancellationToken cancellationToken)
    {
        if (!load.Session.StagesParts) await load.Session.StageAsync(chunk, cancellationToken);
        else if (!await TryAsync(() => load.Session.StageAsync(chunk, cancellationToken)))
        {
            await load.Session.EmptyStageAsync(cancellationToken);
            await PartAsync(0, chunk.Rows.Length - 1);
        }

        async Task<bool> TryAsync(Func<Task> stage, Action<StageRowError>? otherwise = null)
        {
            const string part = "datamigration_part";
            await load.Session.SaveAsync(part, cancellationToken);
            try
            {
                await stage();
                await load.Session.ReleaseAsync(part, cancellationToken);
                return true;
            }
            catch (StageRowException e)
            {
                await load.Session.GoBackAsync(part, cancellationToken);
                await load.Session.ReleaseAsync(part, cancellationToken);
                otherwise?.Invoke(e.Error);
                return false;
            }
        }

        async Task PartAsync(int low, int high)
        {
            if (await TryAsync(() => load.Session.StageAsync(chunk, low, high, cancellationToken), low == high ? error => refuse(low, error) : null) || low == high) return;
            int middle = low + ((high - low) / 2);
            await PartAsync(low, middle);
            await PartAsync(middle + 1, high);
        }
    }

    /// <summary>Keys as the database compares them; rows whose key it cannot read are told apart in ever smaller ranges.</summary>
    private async Task ReadKeysAsync(string keys, int low, int high, Dictionary<int, UInt128> texts, Action<int, StageRowError> refuse, CancellationToken cancellationToken)
    {
        const string range = "datamigration_keys";
        await load.Session.SaveAsync(range, cancellationToken);
        StageRowError? error = null;
        try
        {
            foreach (var (row, text) in await load.Session.QueryAsync(keys, low, high, r => (r.GetInt32(0), r.GetString(1)), cancellationToken))
                texts[row] = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text.AsSpan()));
        }
        catch (StageRowException e)
        {
            await load.Session.GoBackAsync(range, cancellationToken);
            error = e.Error;
        }
        await load.Session.ReleaseAsync(range, cancellationToken);
        if (error is null) return;
        if (low == high)
        {
            refuse(low, error);
            return;
        }
        int middle = low + ((high - low) / 2);
        await ReadKeysAsync(keys, low, middle, texts, refuse, cancellationToken);
        await ReadKeysAsync(keys, middle + 1, high, texts, refuse, cancellationToken);
    }
}
