using DataMigration.Connectors.Files.Journals;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>
/// What a file target writes: one file, one after every so many rows, or standard output (<c>-</c>). Files appear whole and all together at the end, or not at all.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly FilePath _path;
    private readonly string _runId;
    private readonly IfExists _ifExists;
    private readonly FileFrame _frame;
    private readonly long _maxRows;
    private readonly OutputJournal? _journal;
    private readonly List<IOutput> _outputs = [];
    private long _rows;
    private bool _empty;
    private bool _sealed;
    private bool _keeps;

    /// <param name="path">Where to.</param>
    /// <param name="runId">Makes temporary names the run's own.</param>
    /// <param name="ifExists">What to do about files of that name.</param>
    /// <param name="frame">Stands around the rows of every file.</param>
    /// <param name="maxRows">Rows a file, or null for one file.</param>
    /// <param name="resume">Where a process before has come to, or null.</param>
    /// <param name="journal">Keeps what is replaced, or null.</param>
    /// <exception cref="MigrationException">It cannot be created, or what the process before has left is not there.</exception>
    public OutputFile(FilePath path, string runId, IfExists ifExists, FileFrame frame, long? maxRows = null, OutputMark? resume = null, OutputJournal? journal = null)
    {
        _path = path;
        _runId = runId;
        _ifExists = ifExists;
        _frame = frame;
        _maxRows = maxRows ?? long.MaxValue;
        _journal = journal;
        _keeps = resume is not null;
        IsStandardOutput = IsStandard(path);
        try
        {
            // Beforehand, else one that is killed between the two leaves a file that no undoing knows of.
            _journal?.Begin(MadeFolders.Missing(Path.GetDirectoryName(path.FullPath)!));
            if (resume is null) Begin();
            else Reopen(resume);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether what is written cannot be taken back.</summary>
    public bool IsStandardOutput { get; }

    /// <inheritdoc cref="ITarget.ReplayObstacle"/>
    public const string Replaces = "its file would be replaced, not added to";

    /// <summary>Whether a path means standard output.</summary>
    public static bool IsStandard(FilePath path) => path.Text == InputFile.StandardInputName;

    /// <inheritdoc cref="IResumableTarget.ResumeObstacle"/>
    public static string? Obstacle(FilePath path) => IsStandard(path) ? "nothing takes back what was written to standard output" : null;

    /// <summary>Where a process before has come to, or null.</summary>
    public static OutputMark? ResumeOf(WriteRequest request, FilePath path) => request.Checkpoints?.Resume is { } mark ? OutputMark.Parse(mark, path) : null;

    /// <summary>What <c>plan</c> says about it.</summary>
    public static IReadOnlyList<string> Facts(FilePath path, IfExists ifExists, long? maxRows)
    {
        if (IsStandard(path)) return ["writes to standard output as rows are ready; what is written stays when the run fails"];
        string what = maxRows is null ? "the file" : "the files";
        string when = ifExists == IfExists.Replace ? $"replaces {what} when the load is whole" : $"refuses to run when {what} exist{(maxRows is null ? "s" : "")}";
        return maxRows is null ? [when] : [when, $"begins the next file after {maxRows} rows"];
    }

    /// <summary>What can be said against a path without looking.</summary>
    public static void Validate(FilePath path, long? maxRows, DiagnosticBag diagnostics)
    {
        if (path.FullPath.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) diagnostics.Add(FileMessages.ZipTarget, path.Span, path.Text);
        if (maxRows is not null && !NumberedName.Has(path)) diagnostics.Add(FileMessages.NumberNeeded, path.Span, path.Text);
        if (maxRows is null && NumberedName.Has(path)) diagnostics.Add(FileMessages.NumberUnused, path.Span, path.Text);
    }

    /// <summary>What the place where it will be says.</summary>
    public static void Check(FilePath path, IfExists ifExists, long? maxRows, DiagnosticBag diagnostics)
    {
        if (IsStandard(path)) return;
        var first = maxRows is null ? path : NumberedName.At(path, 1);
        if (Directory.Exists(first.FullPath)) diagnostics.Add(FileMessages.IsFolder, path.Span, first.Text, first.FullPath);
        else if (SpecialFile.IsAt(first.FullPath)) diagnostics.Add(FileMessages.IsSpecial, path.Span, first.Text, first.FullPath);
        else if (ifExists == IfExists.Fail && File.Exists(first.FullPath)) diagnostics.Add(FileMessages.AlreadyExists, path.Span, first.Text, first.FullPath);
    }

    /// <summary>How many rows the next writes may bring.</summary>
    public long Room()
    {
        // More than that where the run was taken up with fewer rows a file.
        if (_rows >= _maxRows)
        {
            End();
            Begin();
        }
        return _maxRows - _rows;
    }

    /// <summary>Writes whole encoded rows.</summary>
    public void WriteRows(ReadOnlySpan<byte> rows)
    {
        _outputs[^1].Write(_empty ? rows[_frame.SeparatorLength..] : rows);
        _empty = false;
    }

    /// <summary>Says how many rows the last writes were.</summary>
    public void CountRows(long count) => _rows += count;

    /// <summary>Hands everything written so far to the system.</summary>
    public void Flush() => _outputs[^1].Flush();

    /// <summary>Where the load stands; from here on the files stay, whatever becomes of this process.</summary>
    /// <param name="last">No more rows come: the last file is closed, too.</param>
    public OutputMark Mark(bool last)
    {
        if (last) End();
        _keeps = true;
        return new OutputMark([.. _outputs.Select(o => o.Mark())], _rows, _empty, _sealed);
    }

    /// <summary>The load is whole: all files take their names.</summary>
    public void Complete()
    {
        End();
        foreach (var file in _outputs.OfType<TemporaryFile>()) file.RefuseExisting();
        var following = _ifExists == IfExists.Replace && _maxRows != long.MaxValue ? Following() : [];
        if (_journal is null)
        {
            foreach (var output in _outputs) output.Complete();
            // The last one first: whoever comes to an end between them leaves no gap that would hide the others.
            foreach (var file in Enumerable.Reverse(following)) Delete(file);
        }
        else
        {
            _journal.Complete([.. _outputs.Cast<TemporaryFile>()], following);
        }
    }

    public void Dispose()
    {
        // The last one first: the folders that the first one made are empty only when the others have gone.
        for (int i = _outputs.Count - 1; i >= 0; i--) _outputs[i].Dispose();
        if (!_keeps) _journal?.Withdraw();
    }

    private void Begin()
    {
        _rows = 0;
        _empty = true;
        _sealed = false;
        _outputs.Add(IsStandardOutput ? new StandardOutput(_path) : new TemporaryFile(Name(_outputs.Count + 1), _runId, _ifExists, _journal is not null));
        _outputs[^1].Write(_frame.Header.Span);
    }

    private void End()
    {
        if (_sealed) return;
        _outputs[^1].Write(_frame.Footer.Span);
        _outputs[^1].Seal();
        _sealed = true;
    }

    private void Reopen(OutputMark mark)
    {
        for (int i = 0; i < mark.Lengths.Count; i++)
        {
            bool isSealed = mark.IsSealed || i < mark.Lengths.Count - 1;
            _outputs.Add(TemporaryFile.Reopen(Name(i + 1), _runId, _ifExists, mark.Lengths[i], isSealed, _journal is not null));
        }
        (_rows, _empty, _sealed) = (mark.Rows, mark.IsEmpty, mark.IsSealed);
    }

    private FilePath Name(int number) => _maxRows == long.MaxValue ? _path : NumberedName.At(_path, number);

    /// <summary>What an earlier, longer load left behind the new last file would be read as if it belonged to it.</summary>
    private List<FilePath> Following()
    {
        var files = new List<FilePath>();
        for (int number = _outputs.Count + 1; File.Exists(Name(number).FullPath); number++) files.Add(Name(number));
        return files;
    }

    private static void Delete(FilePath path)
    {
        try
        {
            File.Delete(path.FullPath);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(path, e);
        }
    }
}
