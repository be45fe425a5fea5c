using System.Globalization;
using System.Text;

namespace DataMigration.Patterns;

/// <summary>A set of characters: ranges and Unicode categories, or all others.</summary>
internal sealed class CharacterClass
{
    public const int Last = 0x10FFFF;

    private static readonly string Digits = "09", WordCharacters = "09AZ__az";

    // ECMAScript's own list: without U+0085, with U+FEFF; .NET's \s differs in both.
    private static readonly string Blanks = "\t\r  \u00a0\u00a0\u1680\u1680\u2000\u200a\u2028\u2029\u202f\u202f\u205f\u205f\u3000\u3000\ufeff\ufeff";

    private readonly List<(int From, int To)> _ranges = [];
    private readonly List<(string Category, bool IsNegated)> _categories = [];
    private bool[]? _ascii;

    public bool IsNegated { get; init; }

    /// <summary>What was added, before it is negated; without the categories.</summary>
    public IReadOnlyList<(int From, int To)> Added => _ranges;

    public bool HasCategories => _categories.Count > 0;

    /// <summary><c>.</c></summary>
    public static CharacterClass AnyButLineEnd => new CharacterClass { IsNegated = true }.Add('\n', '\n').Add('\r', '\r').Add('\u2028', '\u2029');

    /// <summary><c>\w</c></summary>
    public static CharacterClass Word => new CharacterClass().AddNamed('w');

    public static CharacterClass Of(char character) => new CharacterClass().Add(character, character);

    public CharacterClass Add(int from, int to)
    {
        _ranges.Add((from, to));
        return this;
    }

    /// <summary>Adds <c>\d \D \w \W \s \S</c>.</summary>
    public CharacterClass AddNamed(char name)
    {
        string pairs = char.ToLowerInvariant(name) switch { 'd' => Digits, 'w' => WordCharacters, _ => Blanks };
        int next = 0;
        for (int i = 0; i < pairs.Length; i += 2)
        {
            if (char.IsAsciiLetterLower(name)) Add(pairs[i], pairs[i + 1]);
            else if (pairs[i] > next) Add(next, pairs[i] - 1);
            next = pairs[i + 1] + 1;
        }
        if (char.IsAsciiLetterUpper(name)) Add(next, Last);
        return this;
    }

    /// <summary>Adds a general category by its short name (<c>L</c>, <c>Lu</c>), or everything else.</summary>
    public CharacterClass AddCategory(string category, bool negated)
    {
        _categories.Add((category, negated));
        return this;
    }

    /// <summary>Adds what was added to another class.</summary>
    public CharacterClass AddAll(CharacterClass other)
    {
        _ranges.AddRange(other._ranges);
        _categories.AddRange(other._categories);
        return this;
    }

    /// <summary>Whether the class holds a character.</summary>
    public bool Holds(int code) => IsAdded(code) != IsNegated;

    /// <summary>Whether a character was added, before the class is negated.</summary>
    public bool IsAdded(int code)
    {
        foreach (var (from, to) in _ranges)
            if (code >= from && code <= to) return true;
        return _categories.Count > 0 && _categories.Exists(c => UnicodeCategories.Holds(c.Category, code) != c.IsNegated);
    }

    /// <summary>For each ASCII character whether the class holds it.</summary>
    public bool[] Ascii() => _ascii ??= [.. Enumerable.Range(0, 128).Select(Holds)];

    /// <summary>The class as .NET writes it, of UTF-16 units; only escapes inside, so nothing in it can mean something else there.</summary>
    public string ToDotNet()
    {
        // An empty class is not .NET syntax: nothing is "not everything".
        if (_ranges.Count + _categories.Count == 0) return IsNegated ? @"[\u0000-\uFFFF]" : @"[^\u0000-\uFFFF]";
        var text = new StringBuilder(IsNegated ? "[^" : "[");
        foreach (var (from, to) in _ranges)
            if (from <= char.MaxValue) AppendRange(text, from, Math.Min(to, char.MaxValue));
        foreach (var (category, negated) in _categories) text.Append(negated ? @"\P{" : @"\p{").Append(category).Append('}');
        return text.Append(']').ToString();
    }

    public static void AppendRange(StringBuilder text, int from, int to)
    {
        text.Append(CultureInfo.InvariantCulture, $@"\u{from:X4}");
        if (to > from) text.Append(CultureInfo.InvariantCulture, $@"-\u{to:X4}");
    }

    /// <summary>All characters that the class holds, in order, as ranges that do not touch.</summary>
    public List<(int From, int To)> Ranges()
    {
        if (_categories.Count > 0) return Counted();
        var found = new List<(int From, int To)>();
        int next = 0;
        foreach (var (from, to) in _ranges.Order())
        {
            if (IsNegated && from > next) found.Add((next, from - 1));
            if (!IsNegated && found.Count > 0 && from <= next) found[^1] = (found[^1].From, Math.Max(found[^1].To, to));
            else if (!IsNegated) found.Add((from, to));
            next = Math.Max(next, to + 1);
        }
        if (IsNegated && next <= Last) found.Add((next, Last));
        return found;
    }

    private List<(int From, int To)> Counted()
    {
        var found = new List<(int From, int To)>();
        for (int code = 0; code <= Last; code++)
        {
            if (!Holds(code)) continue;
            if (found.Count > 0 && found[^1].To == code - 1) found[^1] = (found[^1].From, code);
            else found.Add((code, code));
        }
        return found;
    }
}
