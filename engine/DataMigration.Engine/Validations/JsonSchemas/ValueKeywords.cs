using System.Text;
using System.Text.Json;
using DataMigration.Functions;
using DataMigration.Values;

namespace DataMigration.Validations.JsonSchemas;

internal sealed class TypeKeyword(IReadOnlyList<string> types) : ISchemaKeyword
{
    public static readonly string[] Names = ["null", "boolean", "object", "array", "number", "string", "integer"];

    public void Check(JsonElement value, SchemaJudge judge)
    {
        foreach (string type in types)
            if (Is(value, type)) return;
        judge.Report($"must be {string.Join(" or ", types)}, not {NameOf(value)}");
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && JsonNumber.Of(value).IsInteger,
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => NameOf(value) == type,
    };

    private static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };
}

/// <summary><c>enum</c> and <c>const</c>.</summary>
internal sealed class EnumKeyword(IReadOnlyList<JsonElement> values) : ISchemaKeyword
{
    private readonly HashSet<string> _values = [.. values.Select(JsonCanonical.Of)];
    private readonly string _expectation = (values.Count == 1 ? "must be " : "must be one of ") + string.Join(", ", values.Take(10).Select(v => RuleTexts.Cut(v.GetRawText(), 40))) + (values.Count > 10 ? ", …" : "");

    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (judge.Spend(value.GetRawText().Length / 16) && !_values.Contains(JsonCanonical.Of(value))) judge.Report(_expectation);
    }
}

internal sealed class RangeKeyword(JsonElement bound, bool isMinimum, bool isExclusive) : ISchemaKeyword
{
    private readonly JsonNumber _bound = JsonNumber.Of(bound);
    private readonly string _expectation = $"must be {(isMinimum ? isExclusive ? "more than" : "at least" : isExclusive ? "less than" : "at most")} {bound.GetRawText()}";

    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind != JsonValueKind.Number) return;
        int order = JsonNumber.Of(value).CompareTo(_bound) * (isMinimum ? 1 : -1);
        if (order < 0 || isExclusive && order == 0) judge.Report(_expectation);
    }
}

internal sealed class MultipleOfKeyword(JsonElement factor) : ISchemaKeyword
{
    private readonly JsonNumber _factor = JsonNumber.Of(factor);
    private readonly string _text = factor.GetRawText();

    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind == JsonValueKind.Number && !JsonNumber.Of(value).IsMultipleOf(_factor)) judge.Report($"must be a multiple of {_text}");
    }
}

/// <summary>The least or greatest length of text, list or object.</summary>
internal sealed class SizeKeyword(JsonValueKind kind, int bound, bool isMinimum) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind != kind) return;
        int size = kind switch
        {
            JsonValueKind.String => value.GetString()!.EnumerateRunes().Count(),
            JsonValueKind.Array => value.GetArrayLength(),
            _ => value.GetPropertyCount(),
        };
        string unit = kind switch { JsonValueKind.String => "character", JsonValueKind.Array => "entry", _ => "key" };
        string units = bound == 1 ? unit : unit == "entry" ? "entries" : unit + "s";
        if (isMinimum ? size < bound : size > bound) judge.Report($"must have at {(isMinimum ? "least" : "most")} {bound} {units}, not {size}");
    }
}

internal sealed class PatternKeyword(TextPattern pattern, string text) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind == JsonValueKind.String && pattern.Find(Encoding.UTF8.GetBytes(value.GetString()!), out _) is null) judge.Report($"must match '{RuleTexts.Cut(text, 60)}'");
    }
}

/// <summary>The formats that are judged; others are notes.</summary>
internal sealed class FormatKeyword(string format) : ISchemaKeyword
{
    public static readonly string[] Judged = ["date", "date-time", "time", "uuid"];

    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind == JsonValueKind.String && !Is(value.GetString()!)) judge.Report($"must be a {format}");
    }

    private bool Is(string text)
    {
        if (format == "uuid") return Guid.TryParseExact(text, "D", out _);
        // A time of JSON Schema has an offset; together with any day it is a moment.
        byte[] utf8 = Encoding.UTF8.GetBytes(format == "time" ? "2000-01-01T" + text : text);
        if (!CalendarParts.TryReadIso(utf8, out var parts, out bool hasTime, out bool hasOffset)) return false;
        return format == "date" ? !hasTime && parts.TryDay(out _) : hasTime && hasOffset && parts.TryDateTime(out _);
    }
}
