namespace DataMigration.Reference;

/// <summary>A script of the reference page, which a test holds to its result.</summary>
/// <param name="Task">What it is for.</param>
/// <param name="Code">As a pipeline has it.</param>
/// <param name="Result">What it makes of <see cref="Row"/>, as text.</param>
internal sealed record ScriptExample(string Task, string Code, string Result)
{
    /// <summary>The row of the examples, all texts.</summary>
    public static IReadOnlyList<(string Field, string? Value)> Row { get; } =
    [
        ("name", "  ann  marie LEE "), ("phone", "(415) 555-2671"), ("level", "GOLD"), ("address", "1 Main St, Springfield, IL, 62701"), ("created", "2/8/1990"), ("balance", "$1,234.50"), ("tags", "b, a,,c"), ("nickname", null),
    ];

    public static IReadOnlyList<ScriptExample> All { get; } =
    [
        new("words for codes", "row.level === 'GOLD' ? 'Vip' : row.level === 'SILVER' ? 'Premium' : 'Regular'", "Vip"),
        new("the same with a table", "({ GOLD: 'Vip', SILVER: 'Premium' })[row.level] ?? 'Regular'", "Vip"),
        new("a telephone number", "const d = row.phone.replace(/\\D/g, '');\nreturn d.length === 10 ? `+1-${d.slice(0, 3)}-${d.slice(3, 6)}-${d.slice(6)}` : d;", "+1-415-555-2671"),
        new("names with capitals", "row.name.trim().split(/\\s+/).map(w => w[0].toUpperCase() + w.slice(1).toLowerCase()).join(' ')", "Ann Marie Lee"),
        new("a part of a text", "const [street, city, state, zip] = row.address.split(', ');\nreturn `${city} ${zip}`;", "Springfield 62701"),
        new("a day in ISO form", "const [m, d, y] = row.created.split('/');\nreturn `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;", "1990-02-08"),
        new("a number out of a price", "Number(row.balance.replace(/[$,]/g, '')).toFixed(2)", "1234.50"),
        new("a list without what is empty or comes twice, as JSON", "[...new Set(row.tags.split(',').map(t => t.trim()).filter(t => t))].sort()", "[\"a\",\"b\",\"c\"]"),
        new("something else where there is nothing", "row.nickname ?? row.name.trim().split(/\\s+/)[0]", "ann"),
        new("a function of the row", "({ name, level }) => level === 'GOLD' && name.length > 3 ? 'call' : 'write'", "call"),
        new("a row that is rejected with your words", "if (!row.phone.startsWith('+')) throw new Error(`'${row.phone}' has no country`);\nreturn row.phone;", "'(415) 555-2671' has no country"),
    ];
}
