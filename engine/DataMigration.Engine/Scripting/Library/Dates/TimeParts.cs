namespace DataMigration.Scripting.Library.Dates;

/// <summary>Hour, minute, second and millisecond, in the order in which they were read.</summary>
internal struct TimeParts
{
    private int _hour, _minute, _second, _millisecond, _count;

    public TimeParts() { }

    /// <summary>Hours to add for AM (0) or PM (12).</summary>
    public int? Noon { get; set; }

    public readonly bool IsEmpty => _count == 0;

    public static bool IsMinute(int value) => value is >= 0 and <= 59;

    /// <summary>Whether a number can be the next part.</summary>
    public readonly bool Expects(int number) => _count is 1 or 2 && IsMinute(number) || _count == 3 && number is >= 0 and <= 999;

    /// <summary>False when all are there already.</summary>
    public bool Add(int number)
    {
        switch (_count++)
        {
            case 0: _hour = number; return true;
            case 1: _minute = number; return true;
            case 2: _second = number; return true;
            case 3: _millisecond = number; return true;
            default: return false;
        }
    }

    /// <summary>Adds the last part: what is missing is 0.</summary>
    public void AddLast(int number)
    {
        Add(number);
        _count = 4;
    }

    /// <summary>The milliseconds since midnight, or null when the numbers are none of a time.</summary>
    public readonly double? Value()
    {
        int hour = _hour;
        if (Noon is { } hours)
        {
            if (hour is < 0 or > 12) return null;
            hour = hour % 12 + hours;
        }
        bool good = hour is >= 0 and <= 23 && IsMinute(_minute) && IsMinute(_second) && _millisecond is >= 0 and <= 999;
        bool midnight = hour == 24 && _minute == 0 && _second == 0 && _millisecond == 0;
        return good || midnight ? DateNumbers.MakeTime(hour, _minute, _second, _millisecond) : null;
    }
}
