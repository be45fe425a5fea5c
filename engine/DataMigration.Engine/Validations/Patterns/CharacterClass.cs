using System.Text;
using System.Text.RegularExpressions;

namespace DataMigration.Validations.Patterns;

/// <summary>A set of UTF-16 characters: ranges and Unicode categories, or all others.</summary>
internal sealed class CharacterClass
{
    private static readonly string Digits = "09", WordCharacters = "09AZ__az";

    // ECMAScript's own list: without U+0085, with U+FEFF; .NET's \s differs in both.
    private static readonly string Blanks = "\t\r  \u00a0\u00a0\u1680\u1680\u2000\u200a\u2028\u2029\u202f\u202f\u205f\u205f\u3000\u3000\ufeff\ufeff";

    private readonly List<(char From, char To)> _ranges = [];
    private readonly List<string> _categories = [];
    private bool[]? _ascii;

    public bool IsNegated { get; set; }

    /// <summary><c>.</c></summary>
    public static CharacterClass AnyButLineEnd => new CharacterClass { IsNegated = true }.Add('\n', '\n').Add('\r', '\r').Add('\u2028', '\u2029');

    public static CharacterClass Of(char character) => new CharacterClass().Add(character, character);

    public CharacterClass Add(char from, char to)
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
            else if (pairs[i] > next) Add((char)next, (char)(pairs[i] - 1));
            next = pairs[i + 1] + 1;
        }
        if (char.IsAsciiLetterUpper(name) && next <= char.MaxValue) Add((char)next, char.MaxValue);
        return this;
    }

    /// <summary>Adds a general category by its short name (<c>L</c>, <c>Lu</c>), or everything else.</summary>
    public CharacterClass AddCategory(string category, bool negated)
    {
        _categories.Add($"\\{(negated ? 'P' : 'p')}{{{category}}}");
        return this;
    }

    /// <summary>The class as .NET writes it; only escapes inside, so nothing in it can mean something else there.</summary>
    public string ToDotNet()
    {
        // An empty class is not .NET syntax: nothing is "not everything".
        if (_ranges.Count + _categories.Count == 0) return IsNegated ? @"[\u0000-\uFFFF]" : @"[^\u0000-\uFFFF]";
        var text = new StringBuilder(IsNegated ? "[^" : "[");
        foreach (var (from, to) in _ranges) text.Append($@"\u{(int)from:X4}").Append(from == to ? "" : $@"-\u{(int)to:X4}");
        foreach (string category in _categories) text.Append(category);
        return text.Append(']').ToString();
    }

    /// <summary>For each ASCII character whether the class holds it.</summary>
    public bool[] Ascii() => _ascii ??= FindAscii();

    private bool[] FindAscii()
    {
        var holds = new bool[128];
        if (_categories.Count == 0)
        {
            for (int i = 0; i < holds.Length; i++) holds[i] = _ranges.Exists(r => i >= r.From && i <= r.To) != IsNegated;
            return holds;
        }
        var regex = new Regex(ToDotNet(), RegexOptions.CultureInvariant);
        Span<char> one = stackalloc char[1];
        for (int i = 0; i < holds.Length; i++)
        {
            one[0] = (char)i;
            holds[i] = regex.IsMatch(one);
        }
        return holds;
    }
}
