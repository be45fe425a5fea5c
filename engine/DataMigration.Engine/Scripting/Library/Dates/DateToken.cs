namespace DataMigration.Scripting.Library.Dates;

internal enum DateTokenKind
{
    End,
    Number,
    Symbol,
    Blank,
    Word,
    Month,
    Noon,
    Zone,
    TimeSeparator,
    Other,
}

/// <summary>A part of a date's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">A number's value, a month's number, the hours that AM, PM or a zone stands for, a symbol's character.</param>
/// <param name="Length">How many characters it has.</param>
internal readonly record struct DateToken(DateTokenKind Kind, int Value, int Length)
{
    public bool IsNumber => Kind == DateTokenKind.Number;

    public bool IsSign => IsSymbol('+') || IsSymbol('-');

    public bool IsZ => Kind == DateTokenKind.Zone && Length == 1;

    public bool IsSymbol(char c) => Kind == DateTokenKind.Symbol && Value == c;

    public bool IsFixed(int digits) => IsNumber && Length == digits;

    /// <summary>Digits behind a point as milliseconds.</summary>
    public int AsMilliseconds()
    {
        int value = Value;
        for (int places = Length; places < 3; places++) value *= 10;
        for (int places = Math.Min(Length, DateScanner.MaxDigits); places > 3; places--) value /= 10;
        return value;
    }
}
