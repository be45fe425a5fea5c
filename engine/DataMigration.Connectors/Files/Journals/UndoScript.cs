namespace DataMigration.Connectors.Files.Journals;

/// <summary>The commands that undo a load into files: for a POSIX shell, on Windows for PowerShell.</summary>
internal static class UndoScript
{
    public static IEnumerable<string> Lines(FileUndo undo, IReadOnlyList<FileVerdict> verdicts, bool force)
    {
        var load = undo.Load;
        yield return Comment($"undoes run {load.Run} on target '{load.Target}'");
        bool isWhole = true;
        foreach (var verdict in verdicts)
        {
            var entry = verdict.Entry;
            if (verdict.Conflict is { } conflict && (!force || verdict.Action == Undoing.Impossible))
            {
                isWhole = false;
                yield return Comment($"left as it is: {entry.Path} {conflict}");
                continue;
            }
            if (verdict.Action is Undoing.Restore or Undoing.Reinsert) yield return Move(entry.Kept, entry.Path);
            else if (verdict.Action == Undoing.Release) yield return Remove(entry.Kept);
            else if (verdict.Action == Undoing.Delete) yield return Remove(entry.Path);
            if (File.Exists(undo.Unfinished(entry))) yield return Remove(undo.Unfinished(entry));
        }
        if (!isWhole) yield break;
        foreach (string folder in load.Folders) yield return RemoveFolder(folder);
        yield return Remove(undo.Place.Path);
    }

    // A line break in a name must not begin a command.
    private static string Comment(string text) => "# " + string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? '?' : c));

    private static string Move(string from, string to) =>
        OperatingSystem.IsWindows() ? $"Move-Item -Force -LiteralPath {Quoted(from)} -Destination {Quoted(to)}" : $"mv -f -- {Quoted(from)} {Quoted(to)}";

    private static string Remove(string path) => OperatingSystem.IsWindows() ? $"Remove-Item -Force -LiteralPath {Quoted(path)}" : $"rm -f -- {Quoted(path)}";

    private static string RemoveFolder(string path) =>
        OperatingSystem.IsWindows() ? $"if (-not (Get-ChildItem -Force -LiteralPath {Quoted(path)})) {{ Remove-Item -LiteralPath {Quoted(path)} }}" : $"rmdir -- {Quoted(path)} 2>/dev/null || true";

    private static string Quoted(string path) => $"'{path.Replace("'", OperatingSystem.IsWindows() ? "''" : "'\\''", StringComparison.Ordinal)}'";
}
