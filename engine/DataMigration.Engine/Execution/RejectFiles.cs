using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using DataMigration.Checkpoints;
using DataMigration.Configuration.Definitions;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Replay;

namespace DataMigration.Execution;

/// <summary>
/// The run's own reject file (rows as the source had them) and its reasons file, made with the first reject. Written in source order by one task,
/// flushed before the targets commit.
/// </summary>
internal sealed class RejectFiles(RunFolder folder, string source, IRejectFormat format, ReasonPlace reasons, FirstOrigins? origins) : IDisposable
{
    public const string ReasonColumn = "reject_reason";

    private const string ReasonsExtension = ".reasons.jsonl";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _rows = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _reasons = new(1 << 16);
    private FileStream? _rowFile;
    private FileStream? _reasonFile;
    private long _count;
    private RejectMark _kept;

    public string? RowPath => _rowFile is { Length: > 0 } ? _rowFile.Name : null;

    public string? ReasonPath => _reasonFile is { Length: > 0 } ? _reasonFile.Name : null;

    /// <summary>Files the rejected rows among the first <paramref name="limit"/> source rows of a batch, each once, and the reasons of all rows made of them, warnings among them.</summary>
    public void Add(RecordBatch batch, int limit)
    {
        var found = FailuresOf(batch, limit);
        if (found.Count == 0) return;
        for (int start = 0, end; start < found.Count; start = end)
        {
            int row = found[start].Root;
            RowFailure? first = null;
            for (end = start; end < found.Count && found[end].Root == row; end++)
                if (first is null && found[end].Failure.Rule.Severity != Severity.Warning) first = found[end].Failure;
            if (first is not null) AddRow(batch, row, first.Rule.Code);
            if (reasons == ReasonPlace.Column) continue;
            for (int i = start; i < end; i++) AddReason(OriginOf(batch.Root.Origins[row]), found[i].Failure, first is null ? null : _count);
        }
        Drain(_rows, _rowFile);
        if (_reasons.WrittenCount > 0) _reasonFile ??= Create(PathOf(ReasonsExtension));
        Drain(_reasons, _reasonFile);
    }

    /// <summary>After this, what was filed survives the end of this process.</summary>
    /// <param name="toDisk">And that of the system, for which the disk is waited for.</param>
    public void Flush(bool toDisk)
    {
        _rowFile?.Flush(toDisk);
        _reasonFile?.Flush(toDisk);
    }

    /// <summary>How long the files are.</summary>
    public RejectMark Mark => new(_rowFile?.Length ?? 0, _reasonFile?.Length ?? 0, _count);

    /// <summary>Remembers how long the files are: the targets have committed.</summary>
    public void Keep() => _kept = Mark;

    /// <summary>Goes back to the last commit: the rows after it count as not read.</summary>
    public void Revert()
    {
        _rows.ResetWrittenCount();
        _reasons.ResetWrittenCount();
        Flush(toDisk: false);
        _rowFile?.SetLength(_kept.Rows);
        _reasonFile?.SetLength(_kept.Reasons);
        _count = _kept.Count;
        // Without a row there is no header either.
        if (_kept.Rows == 0) _rowFile = Forget(_rowFile);
    }

    /// <summary>The run begins anew, or goes on with the files that an earlier attempt has left.</summary>
    public void Restart(RejectMark from)
    {
        _rowFile = Reopen(_rowFile, PathOf(format.Extension), from.Rows);
        _reasonFile = Reopen(_reasonFile, PathOf(ReasonsExtension), from.Reasons);
        _kept = from;
        Revert();
    }

    public void Dispose()
    {
        _rowFile?.Dispose();
        _reasonFile?.Dispose();
    }

    /// <summary>By source row; those of one row in the order in which they were found.</summary>
    private static List<FiledFailure> FailuresOf(RecordBatch batch, int limit)
    {
        var found = new List<FiledFailure>();
        foreach (var (level, _) in RowFates.Levels(batch))
            foreach (var failure in level.Failures.Failures)
                if (level.RootRow(failure.Row) is var root && root < limit) found.Add(new FiledFailure(root, found.Count, failure));
        found.Sort();
        return found;
    }

    private void AddRow(RecordBatch batch, int row, string code)
    {
        bool column = reasons != ReasonPlace.File;
        if (_rowFile is null)
        {
            _rowFile = Create(PathOf(format.Extension));
            format.WriteHeader(_rows, column ? ReasonColumn : null);
        }
        format.WriteRow(batch.Root, row, column ? code : null, _rows);
        _count++;
    }

    private void AddReason(RowOrigin origin, RowFailure failure, long? row)
    {
        using (var json = new Utf8JsonWriter(_reasons, Relaxed))
        {
            json.WriteStartObject();
            WriteNumber(json, "row", row);
            json.WriteString("run", folder.Id);
            json.WriteString("source", source);
            json.WriteString("file", origin.File);
            WriteNumber(json, "line", origin.Line);
            WriteNumber(json, "byte_offset", origin.ByteOffset);
            json.WriteString("key", origin.Key);
            json.WriteString("stage", failure.Rule.Stage.ToString().ToLowerInvariant());
            json.WriteString("severity", failure.Rule.Severity.ToString().ToLowerInvariant());
            json.WriteString("field", failure.Field);
            json.WriteString("value", failure.Value);
            json.WriteString("code", failure.Rule.Code);
            json.WriteString("message", failure.Message);
            json.WriteString("rule", failure.Rule.Span?.ToString());
            json.WriteEndObject();
        }
        _reasons.Write("\n"u8);
    }

    private RowOrigin OriginOf(RowOrigin origin) => origins?.Find(origin) ?? origin;

    private string PathOf(string extension) => Path.Combine(folder.RejectsFolder, RunFolder.FileNameOf(source) + extension);

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Drain(ArrayBufferWriter<byte> buffer, FileStream? file)
    {
        if (buffer.WrittenCount == 0) return;
        file!.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    /// <summary>The file with so many of its bytes, or none.</summary>
    private static FileStream? Reopen(FileStream? file, string path, long length)
    {
        if (length == 0)
        {
            file?.Dispose();
            if (File.Exists(path)) File.Delete(path);
            return null;
        }
        long found = file?.Length ?? new FileInfo(path).Length;
        if (found < length) throw new MigrationException(ExecutionMessages.RejectsChanged.At(null, path, found, length));
        file ??= new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, 1 << 16);
        file.SetLength(length);
        file.Position = length;
        return file;
    }

    private static FileStream? Forget(FileStream? file)
    {
        if (file is null) return null;
        file.Dispose();
        File.Delete(file.Name);
        return null;
    }

    private static FileStream Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
    }

    /// <param name="Root">The source row.</param>
    /// <param name="Number">As it was found.</param>
    private readonly record struct FiledFailure(int Root, int Number, RowFailure Failure) : IComparable<FiledFailure>
    {
        public int CompareTo(FiledFailure other) => Root != other.Root ? Root.CompareTo(other.Root) : Number.CompareTo(other.Number);
    }
}
