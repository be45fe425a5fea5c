using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Syntax;

/// <summary>A YAML file in memory: where it lies, what it says, which line an offset is on. Lines end as editors see them: LF, CR LF, CR.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lines = [0];

    public SourceText(string path, string text)
    {
        Path = path;
        Name = Display(path);
        Text = text;
        for (int i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))) _lines.Add(i + 1);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>As messages show it.</summary>
    public string Name { get; }

    public string Text { get; }

    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>From <paramref name="start"/> to <paramref name="end"/>, cut at the end of the first line.</summary>
    public SourceSpan Span(int start, int end)
    {
        start = Math.Clamp(start, 0, Text.Length);
        int line = LineOf(start);
        int lineEnd = EndOfLine(line);
        int length = Text.AsSpan(start, Math.Max(0, Math.Min(end, lineEnd) - start)).TrimEnd().Length;
        return new SourceSpan(Name, line + 1, start - _lines[line] + 1, Math.Max(1, length));
    }

    /// <summary>The line an offset is on, counted from 0.</summary>
    public int LineOf(int offset)
    {
        int found = _lines.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    public int LineCount => _lines.Count;

    public int StartOfLine(int line) => _lines[line];

    /// <summary>A line without its end.</summary>
    public ReadOnlySpan<char> Line(int line) => Text.AsSpan(_lines[line], EndOfLine(line) - _lines[line]);

    /// <summary>Relative to the working directory where it lies below it, with forward slashes.</summary>
    public static string Display(string path)
    {
        string relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, path);
        bool below = relative != ".." && !relative.StartsWith(".." + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return (below ? relative : path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
    }

    private int EndOfLine(int line)
    {
        int end = line + 1 < _lines.Count ? _lines[line + 1] : Text.Length;
        while (end > _lines[line] && Text[end - 1] is '\n' or '\r') end--;
        return end;
    }
}
