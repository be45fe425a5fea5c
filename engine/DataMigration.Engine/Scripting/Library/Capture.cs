using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary>Where a match or a group of it lies.</summary>
/// <param name="Start">Its first unit; −1 for a group that took no part.</param>
/// <param name="Length">How many units.</param>
internal readonly record struct Capture(int Start, int Length)
{
    public static Capture None => new(-1, 0);

    public bool IsDefined => Start >= 0;

    public int End => Start + Length;

    /// <summary>Its text, or null.</summary>
    public string? Of(string text) => IsDefined ? text.Substring(Start, Length) : null;

    public void AppendTo(StringBuilder made, string text)
    {
        if (IsDefined) made.Append(text, Start, Length);
    }
}
