using System.Runtime.InteropServices;

namespace DataMigration.Cli;

/// <summary>Ctrl-C and SIGTERM: the first stops the run cleanly, the second ends the program at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Terminal _terminal;
    private int _count;

    public Interruption(Terminal terminal)
    {
        _terminal = terminal;
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
        {
            // The progress display hides the cursor and gets no chance to bring it back.
            if (_terminal.ErrorIsTerminal) _terminal.Error.Write("\e[?25h\n");
            Environment.Exit(ExitCodes.Cancelled);
        }
        _terminal.Error.WriteLine((_terminal.ErrorIsTerminal ? "\r" : "") + "Stopping cleanly; once more ends at once.");
        // Not Cancel(): what hangs on the token must not run on the signal's thread, or a second signal would wait for it.
        _ = _stop.CancelAsync();
    }
}
