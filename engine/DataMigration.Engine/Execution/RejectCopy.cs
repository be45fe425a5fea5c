using System.IO.Hashing;
using System.Text;

namespace DataMigration.Execution;

/// <summary>
/// The copy of a run's rejects under the name the pipeline gives (<c>rejects.path</c>). A hash of what a run put there stands in the state folder, with the run, so that rows somebody mended since are never overwritten, and
/// nobody takes them for another run's.
/// </summary>
internal sealed class RejectCopy(string stateDirectory, string path)
{
    private string Record => System.IO.Path.Combine(stateDirectory, RunFolder.StateFolder, "rejects",
        Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(path)))[..16] + ".hash");

    public string Path => path;

    public string ReasonsPath => ReasonsOf(path);

    /// <summary>Where the reasons of the rejects under a name go.</summary>
    public static string ReasonsOf(string path) => System.IO.Path.ChangeExtension(path, ".reasons.jsonl");

    /// <summary>Whether a file stands there that no run left as it is.</summary>
    public bool WasEdited() => File.Exists(path) && MarkAmong(Marks()) is null;

    /// <summary>Whether a file stands there with the rejects of this run, mended or not.</summary>
    public bool IsOf(string run)
    {
        if (!File.Exists(path)) return false;
        string[] marks = Marks();
        // Of two, which a process has left that ended in between, a file that was mended does not tell whose it was.
        string? mark = MarkAmong(marks) ?? (marks is [var only] ? only : null);
        return mark is not null && mark.EndsWith(" " + run, StringComparison.Ordinal);
    }

    /// <summary>Puts a run's rejects there, each file whole; where there are none, takes away those of an earlier run.</summary>
    public void Write(string? rows, string? reasons, string run)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Record)!);
        string? mark = rows is null ? null : $"{Hash(rows)} {run}";
        // A process that ends in between has left the one or the other.
        if (mark is not null) File.AppendAllText(Record, "\n" + mark);
        Replace(rows, path);
        Replace(reasons, ReasonsPath);
        if (mark is null) File.Delete(Record);
        else File.WriteAllText(Record, mark);
    }

    /// <summary>Each the hash of what a run put there, and the run.</summary>
    private string[] Marks() => File.Exists(Record) ? File.ReadAllLines(Record) : [];

    /// <summary>That of what stands there; null where it was mended.</summary>
    private string? MarkAmong(string[] marks)
    {
        string hash = Hash(path);
        return Array.FindLast(marks, m => m.StartsWith(hash, StringComparison.Ordinal));
    }

    private static void Replace(string? from, string to)
    {
        if (from is null)
        {
            if (File.Exists(to)) File.Delete(to);
            return;
        }
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
        string temporary = to + ".tmp";
        File.Copy(from, temporary, overwrite: true);
        File.Move(temporary, to, overwrite: true);
    }

    private static string Hash(string file)
    {
        var hash = new XxHash128();
        using var stream = File.OpenRead(file);
        hash.Append(stream);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
