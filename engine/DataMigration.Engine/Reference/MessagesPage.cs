using DataMigration.Catalogue;
using DataMigration.Diagnostics;

namespace DataMigration.Reference;

/// <summary>Every message: code, wording, remedy.</summary>
internal static class MessagesPage
{
    public static string Write(ComponentCatalogue catalogue)
    {
        var page = new MarkdownPage("Messages", "The codes are stable. `{0}`, `{1}` … stand for what a message is about at hand. DM1: a file by itself; DM2: how its parts fit; DM3: files, databases, permissions; DM4: the rules of a run; DM9: faults of ours.");
        page.Table(["code", "severity", "message", "remedy"], catalogue.Messages.Select(m => (IReadOnlyList<string>)
            [m.Code, m.Severity == DiagnosticSeverity.Error ? "error" : "warning", Unescaped(m.Message), Unescaped(m.Remedy)]));
        return page.ToString();
    }

    private static string Unescaped(string format) => format.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
}
