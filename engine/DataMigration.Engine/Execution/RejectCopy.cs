using System.IO.Hashing;
using System.Text;

namespace DataMigration.Execution;

/// <summary>
/// The copy of a run's rejects under the name the pipeline gives (<c>rejects.path</c>). A hash of what a run put there stands in the state folder, so that rows
/// somebody mended since are never overwritten.
/// </summary>
internal sealed class RejectCopy(string stateDirectory, string path)
{
    private string Record => System.IO.Path.Combine(stateDirectory, RunFolder.StateFolder, "rejects",
        Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(path)))[..16] + ".hash");

    public string Path => path;

    public string ReasonsPath => System.IO.Path.ChangeExtension(path, ".reasons.jsonl");

    /// <summary>Whether a file stands there that no run left as it is.</summary>
    public bool WasEdited() => File.Exists(path) && (!File.Exists(Record) || !File.ReadAllLines(Record).Contains(Hash(path)));

    /// <summary>Puts this run's rejects there, each file whole; where there are none, takes away those of an earlier run.</summary>
    public void Write(string? rows, string? reasons)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Record)!);
        string? hash = rows is null ? null : Hash(rows);
        // A process that ends in between has left the one or the other.
        if (hash is not null) File.AppendAllText(Record, "\n" + hash);
        Replace(rows, path);
        Replace(reasons, ReasonsPath);
        if (hash is null) File.Delete(Record);
        else File.WriteAllText(Record, hash);
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
