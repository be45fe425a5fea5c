using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DataMigration.Data;

/// <summary>
/// The type of a field: a kind and, for decimals, how many digits and how many of them stand behind the point.
/// Written in a pipeline as <c>text</c>, <c>integer</c>, <c>decimal(12,2)</c>, <c>datetime_offset</c> and so on.
/// </summary>
public readonly record struct DataType
{
    /// <summary>The most digits a decimal can have.</summary>
    public const int MaxPrecision = 38;

    private DataType(DataKind kind, int precision = 0, int scale = 0)
    {
        Kind = kind;
        Precision = precision;
        Scale = scale;
    }

    /// <summary>The family of values.</summary>
    public DataKind Kind { get; }

    /// <summary>Digits in all, 1 to 38, of a decimal; 0 for every other kind.</summary>
    public int Precision { get; }

    /// <summary>Digits behind the point of a decimal, 0 to <see cref="Precision"/>; 0 for every other kind.</summary>
    public int Scale { get; }

    /// <summary>Text, binary and JSON values have no fixed width and live in a <see cref="TextColumn"/>.</summary>
    public bool IsHeapStored => Kind is DataKind.Text or DataKind.Binary or DataKind.Json;

    /// <summary>The type of a field that nothing types.</summary>
    public static DataType Text => new(DataKind.Text);

    /// <summary>64-bit whole numbers.</summary>
    public static DataType Integer => new(DataKind.Integer);

    /// <summary>Binary floating point.</summary>
    public static DataType Number => new(DataKind.Number);

    /// <summary>True or false.</summary>
    public static DataType Boolean => new(DataKind.Boolean);

    /// <summary>Calendar days.</summary>
    public static DataType Date => new(DataKind.Date);

    /// <summary>Days and times without offset.</summary>
    public static DataType DateTime => new(DataKind.DateTime);

    /// <summary>Days and times with offset.</summary>
    public static DataType DateTimeOffset => new(DataKind.DateTimeOffset);

    /// <summary>Times of day.</summary>
    public static DataType Time => new(DataKind.Time);

    /// <summary>128-bit identifiers.</summary>
    public static DataType Guid => new(DataKind.Guid);

    /// <summary>Raw bytes.</summary>
    public static DataType Binary => new(DataKind.Binary);

    /// <summary>JSON values.</summary>
    public static DataType Json => new(DataKind.Json);

    /// <summary>A decimal of <paramref name="precision"/> digits, <paramref name="scale"/> of them behind the point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Precision is not 1 to 38, or scale not 0 to precision.</exception>
    public static DataType Decimal(int precision, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, MaxPrecision);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, precision);
        return new DataType(DataKind.Decimal, precision, scale);
    }

    /// <summary>The plain types by the name a pipeline uses; decimals come with their digits and are not among them.</summary>
    public static IReadOnlyDictionary<string, DataType> Named { get; } = new Dictionary<string, DataType>(StringComparer.Ordinal)
    {
        ["text"] = Text,
        ["integer"] = Integer,
        ["number"] = Number,
        ["boolean"] = Boolean,
        ["date"] = Date,
        ["datetime"] = DateTime,
        ["datetime_offset"] = DateTimeOffset,
        ["time"] = Time,
        ["guid"] = Guid,
        ["binary"] = Binary,
        ["json"] = Json,
    };

    /// <summary>Reads a type as a pipeline writes it. Exact names only; blanks are allowed inside <c>decimal( 12 , 2 )</c>.</summary>
    /// <returns>False when the text names no type; the result is then meaningless.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out DataType type)
    {
        type = default;
        if (text is null) return false;
        if (Named.TryGetValue(text, out type)) return true;
        if (!text.StartsWith("decimal(", StringComparison.Ordinal) || !text.EndsWith(')')) return false;
        var digits = text["decimal(".Length..^1].Split(',');
        if (digits.Length != 2 || !Digits(digits[0], out int precision) || !Digits(digits[1], out int scale)) return false;
        if (precision is < 1 or > MaxPrecision || scale > precision) return false;
        type = Decimal(precision, scale);
        return true;

        static bool Digits(string part, out int value) =>
            int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The type as a pipeline writes it; <see cref="TryParse"/> reads it back.</summary>
    public override string ToString() => Kind switch
    {
        DataKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"decimal({Precision},{Scale})"),
        DataKind.DateTimeOffset => "datetime_offset",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
