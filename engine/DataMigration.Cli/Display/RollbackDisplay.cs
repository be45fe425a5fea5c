using DataMigration.Cli.Output;
using DataMigration.Rollback;

namespace DataMigration.Cli.Display;

/// <summary>Tells on stderr how far a rollback has come: one line that is written over on a terminal, nothing in a pipe.</summary>
internal sealed class RollbackDisplay(Terminal terminal) : IRollbackObserver, IDisposable
{
    private bool _shown;

    public void Planned(IReadOnlyList<TargetUndo> targets)
    {
        // The plan is told with what came of it.
    }

    public void Progressed(string target, long rows)
    {
        if (!terminal.ErrorIsTerminal) return;
        terminal.Error.Write($"\r\u001b[K{Printable.Line(target)}: {Amount.Of(rows)} rows undone");
        _shown = true;
    }

    public void Noted(string message)
    {
        Clear();
        terminal.Error.WriteLine(Printable.Line(message));
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        if (_shown) terminal.Error.Write("\r\u001b[K");
        _shown = false;
    }
}
