using System.Buffers;
using System.Text;
using System.Text.Unicode;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Syntax;

/// <summary>Bytes of a file → text, or a finding why not.</summary>
internal static class SourceReader
{
    /// <summary>More is data, not configuration, and would make a slip of the hand (a CSV named .yaml) slow.</summary>
    public const int MaxBytes = 4 << 20;

    /// <returns>Null when the file cannot be read at all; a text with a finding when only its characters are wrong.</returns>
    public static SourceText? Read(string path, DiagnosticBag diagnostics)
    {
        if (Bytes(path, diagnostics) is not { } bytes) return null;
        if (bytes.AsSpan().StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        char[] characters = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, characters, out int read, out int written, replaceInvalidSequences: false);
        if (status == OperationStatus.Done)
        {
            var source = new SourceText(path, new string(characters, 0, written));
            CheckCharacters(source, diagnostics);
            return source;
        }
        var lenient = new SourceText(path, Encoding.UTF8.GetString(bytes));
        diagnostics.Add(ConfigurationMessages.NotUtf8, lenient.Span(written, written + 1), bytes[read], read);
        return lenient;
    }

    private static byte[]? Bytes(string path, DiagnosticBag diagnostics)
    {
        try
        {
            using var file = File.OpenRead(path);
            // A pipe or device has no length; it is read up to the limit like a file.
            long length = file.CanSeek ? file.Length : 0;
            if (length <= MaxBytes)
            {
                byte[] bytes = new byte[length > 0 ? length : MaxBytes + 1];
                int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                if (read <= MaxBytes) return bytes[..read];
                length = read;
            }
            diagnostics.Add(ConfigurationMessages.TooLarge, null, length, MaxBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            var (cause, remedy) = Explain(path, e);
            diagnostics.Add(ConfigurationMessages.Unreadable, null, SourceText.Display(path), cause, remedy);
        }
        return null;
    }

    private static (string Cause, string Remedy) Explain(string path, Exception e) => e switch
    {
        _ when Directory.Exists(path) => ("it is a folder", "Name a file in it."),
        FileNotFoundException or DirectoryNotFoundException => ("there is no such file", "Check the path; it is relative to the working directory."),
        UnauthorizedAccessException => ("permission denied", "Allow the user who runs this to read the file."),
        _ => (e.Message, "Make the file readable and try again."),
    };

    private static void CheckCharacters(SourceText source, DiagnosticBag diagnostics)
    {
        for (int i = 0; i < source.Text.Length; i++)
        {
            char c = source.Text[i];
            if (!IsForbidden(c)) continue;
            diagnostics.Add(ConfigurationMessages.ControlCharacter, source.Span(i, i + 1), (int)c);
            return;
        }
    }

    private static bool IsForbidden(char c) => c is < ' ' and not ('\t' or '\n' or '\r') or >= '\u007f' and <= '\u009f' and not '\u0085' or '\ufffe' or '\uffff';
}
