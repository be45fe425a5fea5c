using System.Security.Cryptography;
using System.Text;
using DataMigration.Catalogue;
using DataMigration.Checkpoints;
using DataMigration.Configuration;
using DataMigration.Connectors;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Execution.Preview;
using DataMigration.Failures;
using DataMigration.History;
using DataMigration.Orchestration;
using DataMigration.Planning;
using DataMigration.Replay;
using DataMigration.Rollback;
using DataMigration.Scripting;
using DataMigration.State;

namespace DataMigration;

/// <summary>The engine's front door: what the command line and the dashboard call.</summary>
/// <param name="catalogue">The components of this program.</param>
/// <param name="time">The clock.</param>
public sealed class MigrationEngine(ComponentCatalogue catalogue, TimeProvider time)
{
    private readonly PipelineLoader _loader = new(catalogue);

    /// <summary>Everything that can be known about a pipeline without touching data; with <paramref name="connect"/> also its real schemas.</summary>
    /// <exception cref="MigrationException">Only with <paramref name="connect"/>: a source or target cannot be reached; secrets are masked.</exception>
    public async ValueTask<PlanResult> PlanAsync(string path, LoadOptions options, bool connect, CancellationToken cancellationToken)
    {
        var draft = Draft.Of(_loader.Load(path, options), "dry", time.GetUtcNow());
        try
        {
            if (connect && !draft.HasErrors) await draft.ConnectAsync(cancellationToken);
        }
        catch (MigrationException e)
        {
            // Who catches it knows no secrets; the cause inside is left out, since its words cannot be masked.
            throw new MigrationException(e.Diagnostic with { Message = draft.Loaded.Mask(e.Diagnostic.Message), Remedy = draft.Loaded.Mask(e.Diagnostic.Remedy) }, e.Temporary);
        }
        return new PlanResult(draft.Loaded, draft.Findings, draft.HasErrors ? null : () => draft.Planner!.Description);
    }

    /// <summary>What becomes of the first rows of each source, stage by stage. Opens no target and leaves no file.</summary>
    /// <param name="rows">Source rows of each source.</param>
    /// <exception cref="MigrationException">A source or target cannot be reached, or reading fails.</exception>
    public async ValueTask<PreviewResult> PreviewAsync(string path, LoadOptions options, int rows, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var draft = Draft.Of(_loader.Load(path, options with { Strict = true }), "preview", started);
        if (!draft.HasErrors) await draft.ConnectAsync(cancellationToken);
        if (draft.HasErrors) return new PreviewResult(draft.Loaded, draft.Findings, null);
        string spill = RunFolder.TemporarySpill();
        string[] steps = [.. draft.Loaded.Definition!.Transforms.Select((t, i) => $"{i + 1}. {t.Transform.Component.Name}")];
        var found = await new PreviewRun(draft.Plan!, steps, spill, rows).ExecuteAsync(cancellationToken);
        return new PreviewResult(draft.Loaded, draft.Findings, new PipelinePreview(draft.Loaded.Definition!.Pipeline, found));
    }

    /// <summary>
    /// Runs a pipeline. Never throws for a bad pipeline, bad rows or a failing world: those stand in the result. A report exists once the run began, also when it
    /// was cancelled or failed; it is in <c>.datamigration/runs/&lt;run&gt;/report.json</c> too.
    /// </summary>
    public ValueTask<RunResult> RunAsync(string path, LoadOptions load, RunOptions options, IRunObserver observer, CancellationToken cancellationToken) =>
        RunAsync(path, load, options, null, observer, cancellationToken);

    /// <summary>Goes on with an unfinished run behind what it has committed, as if it had never stopped. Like <see cref="RunAsync(string, LoadOptions, RunOptions, IRunObserver, CancellationToken)"/>; a refusal stands in the findings.</summary>
    /// <param name="path">The pipeline as it was run.</param>
    /// <param name="load">As it was run.</param>
    /// <param name="options">As it was run.</param>
    /// <param name="earlier">The run.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellationToken">Stops it again.</param>
    public ValueTask<RunResult> ResumeAsync(string path, LoadOptions load, RunOptions options, EarlierRun earlier, IRunObserver observer, CancellationToken cancellationToken) =>
        RunAsync(path, load, options, earlier, observer, cancellationToken);

    /// <summary>Runs the rejects of an earlier run through the pipeline as it is today, into the same targets. Like <see cref="RunAsync(string, LoadOptions, RunOptions, IRunObserver, CancellationToken)"/>.</summary>
    /// <param name="path">The pipeline.</param>
    /// <param name="load">As it was run.</param>
    /// <param name="options">With <see cref="RunOptions.Replay"/>; the files are copied before anything else happens.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public ValueTask<RunResult> ReplayAsync(string path, LoadOptions load, RunOptions options, IRunObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RunAsync(path, load, options with { ReplayOf = options.Replay!.Run }, observer, cancellationToken);
    }

    /// <summary>The history of a folder: that of the nearest project file, or of the nearest <c>.datamigration</c>, on the way up. Does not connect yet.</summary>
    public HistoryResult OpenHistory(string directory, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var place = options.ProjectFile is { } project ? new HistoryPlace(Path.GetDirectoryName(project)!, project) : HistoryPlace.Find(directory);
        if (place is null) return new HistoryResult(null, new DiagnosticBag(), null);
        var loaded = _loader.LoadProject(place.ProjectFile, place.Directory, options);
        return new HistoryResult(loaded, loaded.Diagnostics, loaded.Diagnostics.HasErrors || loaded.State is null ? null : RunHistory.Open(loaded.State));
    }

    /// <summary>Undoes what a run has done to its targets, by what they wrote down beside it. Needs the project file, and neither the pipeline nor its sources. Never throws for a failing world: that stands in the result.</summary>
    /// <param name="history">The history that has the run; disposed by the rollback, which writes itself down there.</param>
    /// <param name="record">The run.</param>
    /// <param name="options">How.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellationToken">Stops it; the next one goes on.</param>
    public async ValueTask<RollbackResult> RollbackAsync(RunHistory history, RunRecord record, RollbackOptions options, IRollbackObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var project = ProjectOf(record);
        if (project.Diagnostics.HasErrors) return new RollbackResult(project, project.Diagnostics) { Run = record.Run, ExitCode = 2, Status = RunStatus.Failed };
        return await new RollbackRun(project, new JournalKeepers(catalogue, project), history, record, options, observer, time).ExecuteAsync(cancellationToken);
    }

    /// <summary>How many bytes the journals of a run take; null where that cannot be known now (a target is out of reach, or in use).</summary>
    public async ValueTask<long?> JournalBytesAsync(RunRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var project = ProjectOf(record);
        if (record.Journals is not { } journals || project.Diagnostics.HasErrors) return null;
        try
        {
            long bytes = 0;
            var keepers = new JournalKeepers(catalogue, project);
            foreach (var target in RunJournals.Parse(journals).Targets)
            {
                await using var journal = await keepers.OpenAsync(record, target, cancellationToken);
                bytes += journal?.Bytes ?? 0;
            }
            return bytes;
        }
        catch (MigrationException)
        {
            return null;
        }
    }

    /// <summary>Takes away what a run has written down to be undone: it stays as it is for good.</summary>
    /// <returns>What is wrong with the project file.</returns>
    /// <exception cref="MigrationException">It cannot be taken away; secrets are masked.</exception>
    public async ValueTask<LoadedPipeline> ForgetAsync(RunHistory history, RunRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(record);
        var project = ProjectOf(record);
        if (project.Diagnostics.HasErrors) return project;
        await using var held = await history.ClaimAsync(record.Pipeline, cancellationToken);
        // Until it was claimed another process may have gone on with the run, or undone it.
        record = await history.Store.FindAsync(record.Run, cancellationToken) ?? record;
        try
        {
            await new JournalKeepers(catalogue, project).ForgetAsync(record, cancellationToken);
        }
        catch (MigrationException e)
        {
            throw new MigrationException(e.Diagnostic with { Message = project.Mask(e.Diagnostic.Message), Remedy = project.Mask(e.Diagnostic.Remedy) }, e.Temporary);
        }
        await history.UpdateAsync(record with { Journals = null }, cancellationToken);
        return project;
    }

    private LoadedPipeline ProjectOf(RunRecord record)
    {
        var journals = record.Journals is { } text ? RunJournals.Parse(text).Targets : [];
        string directory = Path.GetDirectoryName(record.ProjectFile ?? record.PipelineFile)!;
        return _loader.LoadProject(record.ProjectFile, directory, new LoadOptions { Environment = record.Environment, Parameters = record.Parameters }, [.. journals.Select(j => j.Address.Keeper).OfType<string>()]);
    }

    private async ValueTask<RunResult> RunAsync(string path, LoadOptions load, RunOptions options, EarlierRun? earlier, IRunObserver observer, CancellationToken cancellationToken)
    {
        var started = earlier?.Started ?? time.GetUtcNow();
        var loaded = _loader.Load(path, load with { Strict = true });
        var folder = earlier is null ? RunFolder.New(loaded.StateDirectory, loaded.Definition?.Pipeline ?? "invalid", started, options.DryRun) : RunFolder.Of(loaded.StateDirectory, earlier.Run);
        await using var history = options.DryRun || loaded.State is null || loaded.Diagnostics.HasErrors ? null : new HistoryAhead(loaded.State);
        var draft = Draft.Of(loaded, folder.Id, started, Replayed(options, earlier, folder));
        if (MayOverwrite(draft, options)) draft.CheckRejectCopy(options.Replay);
        if (draft.HasErrors) return new RunResult(draft.Loaded, draft.Findings, null);
        bool taken = !options.DryRun && draft.Planner!.Targets.Any(t => t.Target.WritesToStandardOutput);
        if (history is null) return await RunAsync(draft, folder, load, options, earlier, null, observer, cancellationToken) with { StandardOutputTaken = taken };
        observer = new SerialObserver(observer);
        RunEntry entry;
        try
        {
            entry = await EnterAsync(history, draft, folder, load, options, observer, cancellationToken);
        }
        catch (MigrationException e)
        {
            return draft.FailedBeforeStart(null, folder, e.Diagnostic, 3, false, observer) with { StandardOutputTaken = taken };
        }
        catch (OperationCanceledException)
        {
            return draft.FailedBeforeStart(null, folder, ExecutionMessages.Cancelled.At(null, 0, "Run again."), 130, false, observer) with { StandardOutputTaken = taken };
        }
        await using (entry)
        {
            if (entry.Obstacle is { } since) draft.Refuse(CheckpointMessages.NotResumable.At(null, folder.Id, since));
            var result = draft.HasErrors ? new RunResult(draft.Loaded, draft.Findings, null) : await RunAsync(draft, folder, load, options, earlier, entry, observer, cancellationToken);
            await entry.CloseAsync(result.Report, result.Diagnostics.Items.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error));
            // Not before the history knows its end: until then the run may be taken up once more.
            if (result.Report is { Status: RunStatus.Completed or RunStatus.CompletedWithRejects }) folder.RemoveCheckpoints();
            else if (result.Report is { Status: RunStatus.Failed, Resumable: false } && draft.Plan is { } plan && ResumeObstacles.Of(plan) is null) await TidyAsync(plan, draft, folder, observer);
            return result with { StandardOutputTaken = taken };
        }
    }

    /// <summary>Whether copies of rejects that stand there are to be looked at first. A replay that is taken up has looked when it began.</summary>
    private static bool MayOverwrite(Draft draft, RunOptions options) => !draft.HasErrors && !options.DryRun && (options.Replay is not null || draft.Planner!.Replayed is null);

    /// <summary>A dry run reads the files themselves.</summary>
    private static ReplayedRejects? Replayed(RunOptions options, EarlierRun? earlier, RunFolder folder) =>
        options.Replay is { } found ? options.DryRun ? found : ReplayFiles.Placed(found, folder) : earlier is null ? null : ReplayFiles.Kept(folder);

    /// <summary>Nobody takes this run up: what it would take is no use any more.</summary>
    private static async Task TidyAsync(ExecutionPlan plan, Draft draft, RunFolder folder, IRunObserver observer)
    {
        try
        {
            await Leftovers.RemoveAsync(plan, draft.Loaded.Definition!.Pipeline, folder);
        }
        catch (MigrationException e)
        {
            observer.Noted(draft.Loaded.Mask(e.Diagnostic.ToString()));
        }
    }

    /// <summary>Writes the run into the history, which old runs leave first.</summary>
    private async Task<RunEntry> EnterAsync(HistoryAhead history, Draft draft, RunFolder folder, LoadOptions load, RunOptions options, IRunObserver observer, CancellationToken cancellationToken)
    {
        var loaded = draft.Loaded;
        var record = RunRecords.Of(loaded, folder, draft.Started, time.GetUtcNow(), load, options);
        var entry = await RunEntry.OpenAsync(await history.TakeAsync(cancellationToken), record, Note, time, cancellationToken);
        await entry.ForgetAsync(loaded.Project!.Retention, new JournalKeepers(catalogue, loaded), loaded.StateDirectory);
        return entry;

        void Note(Diagnostic trouble) => observer.Noted(loaded.Mask(trouble.ToString()));
    }

    /// <param name="entry">The run in the history, or null for one that is not kept there.</param>
    private static async ValueTask<RunResult> RunAsync(Draft draft, RunFolder folder, LoadOptions load, RunOptions options, EarlierRun? earlier, RunEntry? entry, IRunObserver observer, CancellationToken cancellationToken)
    {
        var point = ResumePoint.Start;
        RunJournals? journals = null;
        IReadOnlyList<FirstOrigins?>? origins = null;
        try
        {
            if (options.Replay is { } found && !options.DryRun) ReplayFiles.Copy(found, draft.Planner!.Replayed!, folder);
            draft.Planner!.Retries.Retried = message => observer.Noted(draft.Loaded.Mask(message));
            point = await draft.Planner!.Retries.ExecuteAsync(async token =>
            {
                await draft.ConnectAsync(token, earlier is null ? null : folder);
                return draft.HasErrors || earlier is null ? ResumePoint.Start : await draft.TakeUpAsync(earlier, folder, options, load.Environment, token);
            }, cancellationToken);
            if (entry is not null && !draft.HasErrors && earlier is null) await entry.SupersedeAsync(draft.Plan!, draft.Loaded.StateDirectory);
            if (entry is not null && !draft.HasErrors) 
                journals = earlier is null ? RunJournals.Of(draft.Plan!, draft.Loaded.Definition!.Pipeline, draft.Loaded.Definition.Rollback, folder) : RunJournals.Of(entry.Journals, folder);
            if (entry is not null && !draft.HasErrors) await entry.BeginAsync(draft.Loaded, folder, RunFingerprint.Of(draft.Loaded, draft.Planner!, load.Environment), ResumeObstacles.Of(draft.Plan!), journals);
            if (!draft.HasErrors && draft.Planner!.Replayed is not null) origins = await draft.Planner!.FindOriginsAsync(draft.Plan!, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return draft.FailedBeforeStart(earlier is null ? folder : null, folder, ExecutionMessages.RejectsNotWritable.At(null, e.Message), 3, options.DryRun, observer);
        }
        catch (MigrationException e)
        {
            return draft.FailedBeforeStart(earlier is null ? folder : null, folder, e.Diagnostic, 3, options.DryRun, observer);
        }
        catch (OperationCanceledException)
        {
            return draft.FailedBeforeStart(earlier is null ? folder : null, folder, ExecutionMessages.Cancelled.At(null, 0, "Run again."), 130, options.DryRun, observer);
        }
        if (MayOverwrite(draft, options)) draft.CheckJoinedRejectCopies(options.Replay);
        if (draft.HasErrors) return new RunResult(draft.Loaded, draft.Findings, null);
        var run = new PipelineRun(draft.Loaded, draft.Plan!, folder, options, draft.Fingerprint, draft.Started, point, journals, origins, entry is null ? () => Task.FromResult(true) : entry.IsOursAsync, observer);
        return new RunResult(draft.Loaded, draft.Findings, await run.ExecuteAsync(cancellationToken));
    }

    /// <summary>A pipeline on its way to a plan, with all that was found so far.</summary>
    private sealed class Draft
    {
        private readonly Dictionary<string, string> _texts;
        private readonly Lazy<string> _fingerprint;
        private readonly DiagnosticBag _before = new();
        private DiagnosticBag _pass = new();

        private Draft(LoadedPipeline loaded, DateTimeOffset started)
        {
            Started = started;
            _texts = new Dictionary<string, string>(loaded.Texts, StringComparer.Ordinal);
            Loaded = loaded with { Texts = _texts };
            _fingerprint = new(() => loaded.Diagnostics.HasErrors ? "" : FingerprintOf(loaded));
            foreach (var finding in loaded.Diagnostics.Items) _before.Add(finding);
        }

        public LoadedPipeline Loaded { get; }

        public DateTimeOffset Started { get; }

        public Planner? Planner { get; private set; }

        public ExecutionPlan? Plan { get; private set; }

        public string Fingerprint => _fingerprint.Value;

        public bool HasErrors => _before.HasErrors || _pass.HasErrors;

        /// <summary>In file order.</summary>
        public DiagnosticBag Findings
        {
            get
            {
                var all = new DiagnosticBag();
                foreach (var finding in _before.Items.Concat(_pass.Items).OrderBy(f => f.Span?.File, StringComparer.Ordinal).ThenBy(f => f.Span?.Line).ThenBy(f => f.Span?.Column)) all.Add(finding);
                return all;
            }
        }

        public static Draft Of(LoadedPipeline loaded, string run, DateTimeOffset started, ReplayedRejects? replayed = null)
        {
            var draft = new Draft(loaded, started);
            if (draft.HasErrors) return draft;
            foreach (var finding in PipelineOrder.Of([loaded]).Findings[0].Items) draft._before.Add(finding);
            draft.Planner = new Planner(loaded, new ScriptEnvironment(loaded.Parameters, run, started), draft._fingerprint, draft._texts) { Replayed = replayed };
            if (draft.Planner.Prepare(draft._before)) draft.Plan = draft.Planner.Compile(draft._pass);
            draft.CheckJournals();
            return draft;
        }

        /// <summary>The second pass: the source's real fields, the target's real columns. Its findings replace those of the first.</summary>
        /// <param name="unfinished">The folder of a run that is taken up: where its rows are all there, its own files may have their names already.</param>
        public async Task ConnectAsync(CancellationToken cancellationToken, RunFolder? unfinished = null)
        {
            await Planner!.DiscoverAsync(cancellationToken);
            _pass = new DiagnosticBag();
            Plan = Planner.Compile(_pass);
            if (_pass.HasErrors) return;
            bool isWritten = unfinished is not null && new CheckpointFile(unfinished).Read() is { } text && Checkpoint.Parse(text, unfinished.Id, unfinished.Path).AtEnd;
            foreach (var target in Plan!.Targets.Where(t => !isWritten || t.Target is IResumableTarget { KeepsCheckpoints: true })) await target.Target.CheckAsync(Plan.Mapping.Output, _pass, cancellationToken);
            CheckJournals();
        }

        /// <summary>Where the pipeline insists on being undone.</summary>
        private void CheckJournals()
        {
            if (Plan is null || Loaded.Definition!.Rollback != RollbackMode.Journal) return;
            foreach (var (target, obstacle) in RunJournals.Obstacles(Plan.Targets)) _pass.Add(RollbackMessages.NotJournaled, Loaded.Definition.Targets[target].Target.Span, target, obstacle);
        }

        /// <summary>Where an unfinished run has come to; a refusal is an error among the findings.</summary>
        public async Task<ResumePoint> TakeUpAsync(EarlierRun earlier, RunFolder folder, RunOptions options, string? environment, CancellationToken cancellationToken)
        {
            if (ResumeObstacles.Of(Plan!) is { } obstacle) _before.Add(CheckpointMessages.NotResumable, null, earlier.Run, obstacle);
            var changes = options.AcceptChanges ? [] : earlier.Fingerprint.Changes(RunFingerprint.Of(Loaded, Planner!, environment));
            if (changes.Count > 0) _before.Add(CheckpointMessages.Changed, null, earlier.Run, string.Join("; ", changes));
            if (HasErrors) return ResumePoint.Start;
            try
            {
                var point = await CheckpointFinder.FindAsync(Plan!, Loaded.Definition!.Pipeline, folder, cancellationToken);
                if (point.From is { AtEnd: false, Position: { IsCut: true } position } && position.Rows < (options.Rows ?? long.MaxValue)) _before.Add(CheckpointMessages.Stopped, null, earlier.Run, position.Rows);
                if (!HasErrors && point.From is { AtEnd: false, Position: { Cursor: { } cursor } at }) await ((IResumableSource)Plan!.Inputs[at.Input].Source).ResumeAsync(cursor, options.AcceptChanges, cancellationToken);
                return point;
            }
            catch (MigrationException e) when (e is { Temporary: false, InnerException: null })
            {
                // Nothing in the world has failed: what is there is not what the run has left.
                Refuse(e.Diagnostic);
                return ResumePoint.Start;
            }
        }

        public void Refuse(Diagnostic reason) => _before.Add(reason);

        /// <param name="replayed">The copy that somebody has mended and a replay reads is no matter: the replay's own rejects take its place. Null for a run of the sources.</param>
        public void CheckRejectCopy(ReplayedRejects? replayed)
        {
            if (Loaded.Definition!.Rejects?.Path is not { } path) return;
            if (Directory.Exists(path.FullPath)) _before.Add(ExecutionMessages.RejectFileIsFolder, path.Span, path.Text);
            else if (IsInTheWay(new RejectCopy(Loaded.StateDirectory, path.FullPath), replayed))
                _before.Add(ExecutionMessages.RejectFileEdited, path.Span, path.Text);
        }

        /// <summary>Those of sources that joined the driving one, which only the whole plan knows.</summary>
        public void CheckJoinedRejectCopies(ReplayedRejects? replayed)
        {
            if (Loaded.Definition!.Rejects?.Path is not { } path) return;
            foreach (var copy in RunRejects.Copies(Loaded.StateDirectory, path.FullPath, Plan!).Skip(1).Where(c => IsInTheWay(c, replayed)))
                _before.Add(ExecutionMessages.RejectFileEdited, path.Span, Path.GetRelativePath(Path.GetDirectoryName(Loaded.Path)!, copy.Path));
        }

        private static bool IsInTheWay(RejectCopy copy, ReplayedRejects? replayed) => replayed?.Inputs.Any(i => i.File == copy.Path) != true && copy.WasEdited();

        /// <param name="kept">Where the report is kept; null for a run that was refused, which leaves nothing, and for one that is taken up, whose report stays as its last attempt left it.</param>
        public RunResult FailedBeforeStart(RunFolder? kept, RunFolder folder, Diagnostic error, int exit, bool dryRun, IRunObserver observer)
        {
            var report = ReportOf(folder, error, exit, dryRun);
            observer.Started(folder.Id, report.Pipeline, null, dryRun ? null : kept?.Path);
            if (!dryRun && kept is not null && folder.Save(report) is { } trouble) observer.Noted(Loaded.Mask(trouble));
            observer.Finished(report);
            return new RunResult(Loaded, Findings, report);
        }

        private RunReport ReportOf(RunFolder folder, Diagnostic error, int exit, bool dryRun) => new()
        {
            Run = folder.Id,
            Pipeline = Loaded.Definition!.Pipeline,
            Status = exit == 130 ? RunStatus.Cancelled : RunStatus.Failed,
            DryRun = dryRun,
            Fingerprint = Fingerprint,
            Started = Started,
            DurationSeconds = 0,
            Counts = new RunCounts(),
            Sources = new Dictionary<string, SourceReport>(),
            Targets = new Dictionary<string, TargetReport>(),
            Rejects = new RejectsReport(null, null, []),
            Stages = new StageTimes(0, 0, 0),
            Error = new RunError(error.Code, Loaded.Mask(error.Message), Loaded.Mask(error.Remedy), error.Span?.ToString()),
            ExitCode = exit,
        };

        private static string FingerprintOf(LoadedPipeline loaded)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (string text in loaded.Texts.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value)
                .Concat(loaded.Definition!.Scripts.Where(s => File.Exists(s.FullPath)).Select(s => File.ReadAllText(s.FullPath)))
                .Concat(loaded.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value.Text}")))
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                hash.AppendData(BitConverter.GetBytes(bytes.Length));
                hash.AppendData(bytes);
            }
            return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }
}

/// <param name="Loaded">The files, for rendering carets, and the secrets to mask.</param>
/// <param name="Diagnostics">All findings, of loading and planning.</param>
/// <param name="Describe">Describes what would run; null when there are errors.</param>
public sealed record PlanResult(LoadedPipeline Loaded, DiagnosticBag Diagnostics, Func<PlanDescription?>? Describe)
{
    /// <summary>What would run, or null when there are errors. Described when it is first asked for: whoever only wants to know of errors need not wait for it.</summary>
    public PlanDescription? Plan => field ??= Describe?.Invoke();
}

/// <param name="Loaded">The files, for rendering carets, and the secrets to mask.</param>
/// <param name="Diagnostics">All findings.</param>
/// <param name="Preview">The rows, or null when there are errors.</param>
public sealed record PreviewResult(LoadedPipeline Loaded, DiagnosticBag Diagnostics, PipelinePreview? Preview);

/// <param name="Loaded">The files, for rendering carets, and the secrets to mask.</param>
/// <param name="Diagnostics">All findings; with errors, nothing ran.</param>
/// <param name="Report">The report, or null when the pipeline is invalid.</param>
public sealed record RunResult(LoadedPipeline Loaded, DiagnosticBag Diagnostics, RunReport? Report)
{
    /// <summary>Whether a target writes rows to standard output, so that the report belongs elsewhere.</summary>
    public bool StandardOutputTaken { get; init; }

    /// <summary>By the table of exit codes.</summary>
    public int ExitCode => Report?.ExitCode ?? 2;
}
