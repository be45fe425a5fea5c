using DataMigration.Cli.Output;
using DataMigration.Execution;
using Spectre.Console;

namespace DataMigration.Cli.Display;

/// <summary>For a terminal: a bar with rows, rate and time left, drawn in place and gone at the end.</summary>
internal sealed class LiveDisplay : IRunDisplay
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<IAnsiConsole> _console;
    private Task _drawing = Task.CompletedTask;
    private ProgressTextColumn? _words;
    private ProgressTask? _bar;

    public LiveDisplay(Terminal terminal) => _console = new(() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(terminal.Error),
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.Yes,
        ColorSystem = terminal.AllowsColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
    }));

    public void Started(string run, string pipeline, long? totalBytes, string? directory)
    {
        _words = new ProgressTextColumn(totalBytes);
        _drawing = _console.Value.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, _words)
            .StartAsync(async context =>
            {
                _bar = context.AddTask(Markup.Escape(pipeline), maxValue: totalBytes is > 0 ? totalBytes.Value : 1);
                _bar.IsIndeterminate = totalBytes is not > 0;
                await _finished.Task;
            });
    }

    public void Progressed(RunProgress progress)
    {
        if (_bar is not { } bar) return;
        _words!.Latest = progress;
        if (progress.Bytes is { } bytes && !bar.IsIndeterminate) bar.Value = bytes;
    }

    public void Noted(string message) => _console.Value.WriteLine(Printable.Lines(message), new Style(Color.Yellow));

    public async ValueTask DisposeAsync()
    {
        _finished.TrySetResult();
        await _drawing;
    }
}
