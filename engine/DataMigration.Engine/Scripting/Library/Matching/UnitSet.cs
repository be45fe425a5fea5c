using System.Runtime.CompilerServices;
using DataMigration.Patterns;

namespace DataMigration.Scripting.Library.Matching;

/// <summary>A class of UTF-16 units that is asked fast.</summary>
internal sealed class UnitSet
{
    private readonly bool[] _ascii;
    private readonly (int From, int To)[] _others;

    private UnitSet(CharacterClass given)
    {
        _ascii = given.Ascii();
        _others = [.. given.Ranges().Where(r => r is { To: >= 128, From: <= char.MaxValue })];
    }

    /// <summary>Null for a class that is not one of units.</summary>
    public static UnitSet? Of(PatternNode node, PatternSyntax syntax) =>
        node is OneOf one && !one.Class.HasCategories && (!syntax.IsUnicode || (UnicodeClass.IsPlain(one.Class) && one.Class.Ranges().TrueForAll(r => r.To <= char.MaxValue))) ? new UnitSet(one.Class) : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(int unit) => unit < 128 ? _ascii[unit] : HoldsOther(unit);

    public bool Overlaps(UnitSet other)
    {
        for (int i = 0; i < 128; i++)
            if (_ascii[i] && other._ascii[i]) return true;
        return Array.Exists(_others, r => Array.Exists(other._others, o => r.From <= o.To && o.From <= r.To));
    }

    /// <summary>How many units from a position on are in the set, at most so many.</summary>
    public int Run<TUnits>(TUnits text, int at, int most) where TUnits : IUnits, allows ref struct
    {
        int end = (int)Math.Min(text.Length, (long)at + most), start = at;
        while (at < end && Holds(text[at])) at++;
        return at - start;
    }

    private bool HoldsOther(int unit)
    {
        foreach (var (from, to) in _others)
            if (unit <= to) return unit >= from;
        return false;
    }
}
