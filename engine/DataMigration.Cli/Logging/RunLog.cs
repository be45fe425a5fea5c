using DataMigration.Execution;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Sinks.SystemConsole.Themes;

namespace DataMigration.Cli.Logging;

/// <summary>
/// The log of one run: <c>log.jsonl</c> beside its report, one JSON object a line; with <paramref name="verbose"/> on stderr as text too. For people: a log that cannot be written stops no run.
/// </summary>
internal sealed class RunLog(bool verbose) : IRunObserver, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private Logger? _log;
    private TimeSpan _last;

    public void Started(string run, string pipeline, long? totalBytes, string? directory)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Debug().Enrich.WithProperty("run", run).Enrich.WithProperty("pipeline", pipeline);
        if (directory is not null) configuration.WriteTo.File(new JsonFormatter(renderMessage: true), Path.Combine(directory, "log.jsonl"));
        if (verbose)
            configuration.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}", theme: ConsoleTheme.None, standardErrorFromLevel: LogEventLevel.Verbose);
        _log = configuration.CreateLogger();
        _log.Information("Started {pipeline}, run {run}, {bytes} bytes to read", pipeline, run, totalBytes);
    }

    public void Progressed(RunProgress progress)
    {
        if (progress.Elapsed - _last < Interval) return;
        _last = progress.Elapsed;
        _log?.Information("Read {read} rows, rejected {rejected}, {bytes} bytes", progress.Counts.Read, progress.Counts.Rejected, progress.Bytes);
    }

    public void Noted(string message) => _log?.Warning("{note:l}", message);

    public void Finished(RunReport report)
    {
        if (_log is null) return;
        foreach (var (name, target) in report.Targets)
            _log.Information("Target {target}: {inserted} inserted, {changed} changed, {unchanged} unchanged, {deleted} deleted, {skipped} skipped, {rejected} rejected",
                name, target.Inserted, target.Changed, target.Unchanged, target.Deleted, target.Skipped, target.Rejected);
        foreach (var reason in report.Rejects.ByReason)
            _log.Information("Rule {code} of severity {severity} on {field}: {count} rows", reason.Code, reason.Severity, reason.Field, reason.Count);
        if (report.Error is { } error) _log.Error("{code:l}: {message:l} {remedy:l}", error.Code, error.Message, error.Remedy);
        var counts = report.Counts;
        _log.Information("Ended {status} after {seconds} s: {read} read, {written} written, {rejected} rejected, {filtered} filtered, {skipped} skipped, {warnings} warnings",
            report.Status, report.DurationSeconds, counts.Read, counts.Written, counts.Rejected, counts.Filtered, counts.Skipped, counts.Warnings);
    }

    public void Dispose() => _log?.Dispose();
}
