using System.Globalization;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Files;

/// <summary>A file name with a place for a number: <c>out-{n}.csv</c>, or <c>out-{nnn}.csv</c> for three digits at least.</summary>
internal static class NumberedName
{
    /// <summary>Whether the file's own name has such a place; folders have none.</summary>
    public static bool Has(FilePath path) => Find(Path.GetFileName(path.FullPath)) is not null;

    public static FilePath At(FilePath path, int number) => path with { Text = Put(path.Text, number), FullPath = Put(path.FullPath, number) };

    private static string Put(string path, int number)
    {
        string name = Path.GetFileName(path);
        var (start, digits) = Find(name)!.Value;
        string text = number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
        return path[..^name.Length] + name[..start] + text + name[(start + digits + 2)..];
    }

    private static (int Start, int Digits)? Find(string name)
    {
        for (int start = name.IndexOf('{'); start >= 0; start = name.IndexOf('{', start + 1))
        {
            int end = name.IndexOf('}', start);
            if (end - start > 1 && !name.AsSpan(start + 1, end - start - 1).ContainsAnyExcept('n')) return (start, end - start - 1);
        }
        return null;
    }
}
