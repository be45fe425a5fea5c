using System.Text;
using System.Text.Unicode;
using DataMigration.Connectors.Files;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Makes names of the header's records.</summary>
internal sealed class CsvHeader(CsvSourceOptions options, CsvDialect dialect, CsvStart start)
{
    private readonly string _file = start.File.Input.Name;

    /// <exception cref="MigrationException">They cannot be used, and the options do not say what to do about it.</exception>
    public IReadOnlyList<string> Names()
    {
        var rows = start.Header.Select(Cells).ToList();
        int width = rows.Max(r => r.Count);
        var names = new List<string>(width);
        for (int column = 0; column < width; column++)
            names.Add(string.Join(' ', rows.Where(r => column < r.Count && r[column].Length > 0).Select(r => r[column])));
        NumberEmpty(names);
        NumberDuplicates(names);
        return names;
    }

    private List<string> Cells(byte[] record)
    {
        var transcoder = Transcoder.For(start.Encoding);
        byte[] text = transcoder.ToUtf8(record);
        if ((transcoder.Invalid.Count > 0 || !Utf8.IsValid(text)) && options.InvalidBytes == InvalidBytes.Reject) throw Failure(CsvMessages.HeaderEncoding, _file, start.Encoding.Name);
        var parser = new RecordParser<byte>(dialect, Encoding.UTF8.GetBytes);
        var list = new CellList();
        var sink = new CellList.Sink(list);
        parser.Read(text, 0, final: true, ref sink);
        if (parser.Problem is { } problem) throw Failure(CsvMessages.HeaderMalformed, _file, CsvMalformed.InHeader(problem));
        var cells = new List<string>(list.Count);
        byte[] value = new byte[text.Length];
        for (int i = 0; i < list.Count; i++)
        {
            var cell = text.AsSpan(list[i].Start, list[i].End - list[i].Start);
            cells.Add((list[i].Form & CellForm.Escaped) == 0 ? Encoding.UTF8.GetString(cell) : Encoding.UTF8.GetString(value.AsSpan(0, parser.Unescape(cell, list[i].Form, value))));
        }
        return cells;
    }

    private void NumberEmpty(List<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Length > 0) continue;
            if (options.EmptyNames == CsvNames.Refuse) throw Failure(CsvMessages.EmptyName, _file, i + 1);
            names[i] = $"column_{i + 1}";
        }
    }

    private void NumberDuplicates(List<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = names.ToHashSet(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (seen.TryAdd(names[i], i)) continue;
            string name = names[i];
            if (options.DuplicateNames == CsvNames.Refuse) throw Failure(CsvMessages.DuplicateName, _file, name, seen[name] + 1, i + 1);
            // A number that the file itself uses is passed over.
            int number = 2;
            while (!all.Add($"{name}_{number}")) number++;
            seen.Add(names[i] = $"{name}_{number}", i);
        }
    }

    private MigrationException Failure(DiagnosticDescriptor message, params object?[] arguments) => new(message.At(options.Path.Span, arguments));
}
