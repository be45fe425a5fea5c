using DataMigration.Connectors.Files;

namespace DataMigration.Connectors.Json;

/// <summary>What the files of a source are.</summary>
/// <param name="Files">In the order they are read, each with the length of its byte order mark.</param>
/// <param name="Encoding">Of all of them.</param>
/// <param name="Fields">What their records hold.</param>
internal sealed record JsonLayout(IReadOnlyList<(InputFile File, int MarkLength)> Files, TextEncoding Encoding, IReadOnlyList<JsonField> Fields)
{
    /// <summary>Finds the files and looks at the first bytes of each.</summary>
    /// <exception cref="Failures.MigrationException">There is none, one cannot be read, or their encodings differ.</exception>
    public static JsonLayout Find(JsonReadOptions options)
    {
        var declared = options.Encoding is { } name ? TextEncoding.Find(name) ?? TextEncoding.Utf8 : TextEncoding.Utf8;
        TextEncoding? common = null;
        var files = new List<(InputFile, int)>();
        byte[] start = new byte[4];
        foreach (var file in InputFiles.Find(options.Path))
        {
            int length;
            using (var stream = file.Open()) length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            var encoding = TextEncoding.Detect(declared, start.AsSpan(0, length), out int markLength);
            if (common is not null && encoding != common)
                throw new Failures.MigrationException(JsonMessages.SeveralEncodings.At(options.Path.Span, file.Name, encoding, common));
            common = encoding;
            files.Add((file, markLength));
        }
        return new JsonLayout(files, common ?? declared, []);
    }
}
