using System.Text;

namespace LegacyCrm;

/// <summary>Writes records as the legacy system exported them: UTF-8, commas, doubled quotes only where they are needed, line ends of one character.</summary>
internal sealed class CsvFile(string path) : IDisposable
{
    private readonly StreamWriter _writer = new(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };

    public void Write(ReadOnlySpan<string> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0) _writer.Write(',');
            if (fields[i].AsSpan().ContainsAny(",\"\n")) _writer.Write($"\"{fields[i].Replace("\"", "\"\"")}\"");
            else _writer.Write(fields[i]);
        }
        _writer.WriteLine();
    }

    public void Dispose() => _writer.Dispose();
}
