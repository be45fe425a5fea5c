using System.Text;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting;

/// <summary>Reads one file of <c>scripts:</c>.</summary>
internal static class ScriptFile
{
    /// <summary>Null after an error.</summary>
    public static Script? Read(FilePath path, DiagnosticBag diagnostics, Action<string, string> addText)
    {
        string text;
        try
        {
            if (new FileInfo(path.FullPath) is { Exists: true, Length: > 4 * ScriptReader.MaxFileLength } large)
            {
                diagnostics.Add(ScriptMessages.TooLong, path.Span, large.Length, ScriptReader.MaxFileLength);
                return null;
            }
            text = File.ReadAllText(path.FullPath, new UTF8Encoding(false, true)).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException or NotSupportedException)
        {
            diagnostics.Add(ScriptMessages.FileUnreadable, path.Span, path.Text, Why(e));
            return null;
        }
        var origin = ScriptOrigin.OfFile(Shown(path), text);
        addText(origin.Start.File, text);
        return ScriptReader.Read(origin, diagnostics);
    }

    private static string Why(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        DecoderFallbackException => "it is not UTF-8",
        UnauthorizedAccessException => "it is a folder or may not be read",
        _ => e.Message.TrimEnd('.'),
    };

    /// <summary>The path as messages show it: beside the pipeline file, seen from the working directory.</summary>
    private static string Shown(FilePath path)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path.FullPath);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path.FullPath : relative).Replace('\\', '/');
    }
}
