namespace DataMigration.Scripting.Library.Dates;

/// <summary>Numbers that make a day, in the order in which they were read.</summary>
internal struct DayParts
{
    private int _first, _second, _third, _count;

    public DayParts() { }

    /// <summary>A month given by its name.</summary>
    public int? NamedMonth { get; set; }

    /// <summary>Whether the text has the standard's form, in which the order is known and a year of two digits is that year.</summary>
    public bool IsIso { get; set; }

    public readonly bool IsEmpty => _count == 0;

    public static bool IsDay(int value) => value is >= 1 and <= 31;

    public static bool IsMonth(int value) => value is >= 1 and <= 12;

    /// <summary>False when there are three already.</summary>
    public bool Add(int number)
    {
        switch (_count++)
        {
            case 0: _first = number; return true;
            case 1: _second = number; return true;
            case 2: _third = number; return true;
            default: return false;
        }
    }

    /// <summary>The days since 1970, or null when the numbers are none of a day. What is missing is 1.</summary>
    public readonly double? Value()
    {
        if (_count == 0) return null;
        int second = _count > 1 ? _second : 1, third = _count > 2 ? _third : 1;
        var (year, month, day) = NamedMonth switch
        {
            null when IsIso || !IsDay(_first) => (_first, second, third),
            null => (third, _first, second),
            { } name when !IsDay(_first) => (_first, name, second),
            { } name => (second, name, _first),
        };
        if (!IsIso) year += year is >= 0 and <= 49 ? 2000 : year is >= 50 and <= 99 ? 1900 : 0;
        return IsMonth(month) && IsDay(day) ? DateNumbers.MakeDay(year, month - 1, day) : null;
    }
}
