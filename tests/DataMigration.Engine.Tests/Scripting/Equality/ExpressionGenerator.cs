namespace DataMigration.Tests.Scripting.Equality;

/// <summary>Makes random expressions whose types are known, so that most of them do something.</summary>
/// <param name="random">The same seed makes the same.</param>
/// <param name="modern">Whether syntax and methods that are younger than ECMAScript 5.1 may be used.</param>
internal sealed class ExpressionGenerator(Random random, bool modern)
{
    private static readonly string[] Numbers =
        ["0", "1", "2", "-1", "3", "10", "0.5", "-0", "NaN", "Infinity", "-Infinity", "1e21", "1e-7", "9007199254740992", "9007199254740993", "2147483648", "-2147483649", "4294967296", "0.1", "1.005", "255", "1.5", "-2.5", "row.n", "row.n", "row.n", "row.i", "row.i"];

    private static readonly string[] Texts =
        ["''", "'a'", "'b'", "'abc'", "' x '", "'1'", "'12.5px'", "'-0'", "'0x1f'", "'1e3'", "'A-b_C'", "'a,b,,c'", "'straße'", "'\\ud83d\\ude00'", "'\\ud83d'", "'\\ude00x'", "'\\u00a0\\ufeff'", "'$&'", "'$1-$2'", "'null'", "'2024-02-29'", "'ΑΣ'", "'İ'", "row.s", "row.s", "row.s", "row.t", "row.t", "row.z"];

    private static readonly string[] Regexes =
        ["/[^0-9]/g", "/a/", "/a/g", "/[a-c]+/gi", "/(\\d+)/", "/(\\d+)-?(\\d*)/", "/^\\s+|\\s+$/g", "/\\s/g", "/(a)|(b)/g", "/^$/", "/x*/g", "/./g", "/^[a-z]+$/i", "/\\b/g", "/[\\W_]/g", "/(?:a|b)+c/", "/,/", "/b(?=c)/", "/$/", "/^/", "/e?/"];

    private static readonly string[] ModernRegexes = ["/(?<first>\\d)(?<rest>\\d*)/", "/(?<=a)b/", "/./gs", "/./gu", "/\\p{L}+/gu", "/a/y", "/[^a]/giu"];

    /// <summary>Names of variables in reach.</summary>
    public Dictionary<PieceType, List<string>> Variables { get; } = new() { [PieceType.Number] = [], [PieceType.Text] = [], [PieceType.Boolean] = [], [PieceType.Any] = [], [PieceType.List] = [] };

    public Piece Of(PieceType type, int depth) => depth > 0 && random.Next(4) == 0 ? Formed(type, depth) : type switch
    {
        PieceType.Number => Number(depth),
        PieceType.Text => Text(depth),
        PieceType.Boolean => Boolean(depth),
        PieceType.List => List(depth),
        _ => Any(depth),
    };

    public T Pick<T>(params T[] all) => all[random.Next(all.Length)];

    private Piece Formed(PieceType type, int depth)
    {
        var forms = ExpressionForm.All.Where(f => f.Type == type && (modern || !f.IsModern)).ToList();
        var form = forms[random.Next(forms.Count)];
        return Make(type, form.Source, depth, [.. form.Parts.Select(p => p switch { 'n' => PieceType.Number, 't' => PieceType.Text, 'b' => PieceType.Boolean, 'l' => PieceType.List, _ => PieceType.Any })]);
    }

    private Piece Number(int depth)
    {
        if (depth <= 0) return Leaf(PieceType.Number, Numbers);
        return random.Next(modern ? 30 : 25) switch
        {
            < 5 => Make(PieceType.Number, $"(§ {Pick("+", "-", "*", "/", "%", "+", "-", "*")} §)", depth, PieceType.Number, PieceType.Number),
            5 => Make(PieceType.Number, $"(§ {Pick("&", "|", "^", "<<", ">>", ">>>")} §)", depth, PieceType.Number, PieceType.Number),
            6 => Make(PieceType.Number, $"({Pick("- ", "+", "~")}§)", depth, PieceType.Number),
            7 => Make(PieceType.Number, Pick("Number(§)", "(+§)", "parseFloat(§)", "parseInt(§)", "parseInt(§, 10)", "parseInt(§, 16)", "(§ * 1)", "(§ - 0)"), depth, PieceType.Text),
            8 => Make(PieceType.Number, $"Math.{Pick("floor", "ceil", "round", "abs", "sqrt")}(§)", depth, PieceType.Number),
            9 => Make(PieceType.Number, $"Math.{Pick("max", "min")}(§, §)", depth, PieceType.Number, PieceType.Number),
            10 => Make(PieceType.Number, "§.length", depth, Pick(PieceType.Text, PieceType.List)),
            11 => Make(PieceType.Number, Pick("§.indexOf(§)", "§.lastIndexOf(§)"), depth, PieceType.Text, PieceType.Text),
            12 => Make(PieceType.Number, "§.charCodeAt(§)", depth, PieceType.Text, PieceType.Number),
            13 => Make(PieceType.Number, $"§.search({Regex()})", depth, PieceType.Text),
            14 => Make(PieceType.Number, "§.indexOf(§)", depth, PieceType.List, PieceType.Any),
            15 => Make(PieceType.Number, "(§ ? § : §)", depth, PieceType.Boolean, PieceType.Number, PieceType.Number),
            16 => Make(PieceType.Number, Pick("(§ || §)", "(§ && §)"), depth, PieceType.Number, PieceType.Number),
            17 => Assigned(PieceType.Number, depth),
            18 => Make(PieceType.Number, Pick("new Date(§).getTime()", "Date.parse(§)", "new Date(§).getUTCMonth()", "new Date(§).getFullYear()", "new Date(§).getDay()"), depth, PieceType.Text),
            19 => Make(PieceType.Number, Pick("Date.UTC(2024, §, §)", "new Date(2024, §, §).getDate()"), depth, PieceType.Number, PieceType.Number),
            20 => Make(PieceType.Number, "§.reduce(function (a, x) { return a + x; }, §)", depth, PieceType.List, PieceType.Number),
            21 => Make(PieceType.Number, "log.push(§)", depth, PieceType.Any),
            22 => Make(PieceType.Number, "(§, §)", depth, PieceType.Any, PieceType.Number),
            23 => Make(PieceType.Number, "Number(§)", depth, PieceType.Any),
            24 => Make(PieceType.Number, "(§ - §)", depth, PieceType.Any, PieceType.Any),
            25 => Make(PieceType.Number, $"Math.{Pick("trunc", "sign", "fround", "clz32")}(§)", depth, PieceType.Number),
            26 => Make(PieceType.Number, Pick("(§ ?? §)", "(§ ?? §)"), depth, PieceType.Any, PieceType.Number),
            27 => Make(PieceType.Number, "§.codePointAt(§)", depth, PieceType.Text, PieceType.Number),
            28 => Make(PieceType.Number, "§.findIndex(x => x === §)", depth, PieceType.List, PieceType.Any),
            _ => Make(PieceType.Number, "§.reduce((a, x) => a + x, 0)", depth, PieceType.List),
        };
    }

    private Piece Text(int depth)
    {
        if (depth <= 0) return Leaf(PieceType.Text, Texts);
        return random.Next(modern ? 29 : 22) switch
        {
            < 3 => Make(PieceType.Text, "(§ + §)", depth, PieceType.Text, PieceType.Any),
            3 => Make(PieceType.Text, "(§ + §)", depth, PieceType.Number, PieceType.Text),
            4 => Make(PieceType.Text, "§.charAt(§)", depth, PieceType.Text, PieceType.Number),
            5 => Make(PieceType.Text, $"§.{Pick("slice", "substring", "substr")}(§, §)", depth, PieceType.Text, PieceType.Number, PieceType.Number),
            6 => Make(PieceType.Text, $"§.{Pick("slice", "substring", "substr")}(§)", depth, PieceType.Text, PieceType.Number),
            7 => Make(PieceType.Text, $"§.{Pick("toUpperCase", "toLowerCase", "trim", "toString")}()", depth, PieceType.Text),
            8 or 9 => Make(PieceType.Text, $"§.replace({Regex()}, §)", depth, PieceType.Text, PieceType.Text),
            10 => Make(PieceType.Text, "§.replace(§, §)", depth, PieceType.Text, PieceType.Text, PieceType.Text),
            11 => Make(PieceType.Text, $"§.replace({Regex()}, function (m, a) {{ log.push(m); return §; }})", depth, PieceType.Text, PieceType.Any),
            12 => Make(PieceType.Text, "§.split(§).join(§)", depth, PieceType.Text, PieceType.Text, PieceType.Text),
            13 => Make(PieceType.Text, "String(§)", depth, PieceType.Any),
            14 => Make(PieceType.Text, $"(§).{Pick("toFixed(2)", "toFixed(0)", "toPrecision(3)", "toString(16)", "toString(2)", "toString()", "toExponential(1)", "toFixed(10)")}", depth, PieceType.Number),
            15 => Make(PieceType.Text, "(§ ? § : §)", depth, PieceType.Boolean, PieceType.Text, PieceType.Text),
            16 => Make(PieceType.Text, Pick("(§ || §)", "(§ && §)"), depth, PieceType.Text, PieceType.Text),
            17 => Make(PieceType.Text, "§.join(§)", depth, PieceType.List, PieceType.Text),
            18 => Make(PieceType.Text, "JSON.stringify(§)", depth, Pick(PieceType.Any, PieceType.List)),
            19 => Make(PieceType.Text, "(typeof §)", depth, PieceType.Any),
            20 => Assigned(PieceType.Text, depth),
            21 => Make(PieceType.Text, Pick("String.fromCharCode(§)", "new Date(§).toISOString()", "String(new Date(§))"), depth, PieceType.Number),
            22 => Make(PieceType.Text, "`a${§}b`", depth, PieceType.Any),
            23 => Make(PieceType.Text, $"§.{Pick("padStart", "padEnd")}({random.Next(8)}, §)", depth, PieceType.Text, PieceType.Text),
            24 => Make(PieceType.Text, $"§.repeat({random.Next(4)})", depth, PieceType.Text),
            25 => Make(PieceType.Text, "§.replaceAll(§, §)", depth, PieceType.Text, PieceType.Text, PieceType.Text),
            26 => Make(PieceType.Text, $"§.{Pick("trimStart", "trimEnd", "normalize")}()", depth, PieceType.Text),
            27 => Make(PieceType.Text, "(§?.trim() ?? §)", depth, PieceType.Text, PieceType.Text),
            _ => Make(PieceType.Text, $"§.replace({Regex()}, m => m + §)", depth, PieceType.Text, PieceType.Text),
        };
    }

    private Piece Boolean(int depth)
    {
        if (depth <= 0) return Leaf(PieceType.Boolean, "true", "false", "row.b", "row.b", "!row.s");
        return random.Next(modern ? 14 : 11) switch
        {
            0 or 1 => Make(PieceType.Boolean, $"(§ {Pick("<", ">", "<=", ">=", "===", "!==")} §)", depth, PieceType.Number, PieceType.Number),
            2 => Make(PieceType.Boolean, $"(§ {Pick("<", ">", "<=", ">=", "===", "!==")} §)", depth, PieceType.Text, PieceType.Text),
            3 => Make(PieceType.Boolean, $"(§ {Pick("==", "!=", "===", "!==", "<", ">=")} §)", depth, PieceType.Any, PieceType.Any),
            4 => Make(PieceType.Boolean, "!§", depth, PieceType.Any),
            5 => Make(PieceType.Boolean, Pick("(§ && §)", "(§ || §)"), depth, PieceType.Boolean, PieceType.Boolean),
            6 => Make(PieceType.Boolean, $"{Regex()}.test(§)", depth, PieceType.Text),
            7 => Make(PieceType.Boolean, Pick("isNaN(§)", "isFinite(§)"), depth, PieceType.Any),
            8 => Make(PieceType.Boolean, Pick("§.some(function (x) { return x > §; })", "§.every(function (x) { return x > §; })"), depth, PieceType.List, PieceType.Any),
            9 => Make(PieceType.Boolean, "Array.isArray(§)", depth, PieceType.Any),
            10 => Make(PieceType.Boolean, "(§ == §)", depth, PieceType.Text, PieceType.Number),
            11 => Make(PieceType.Boolean, $"§.{Pick("includes", "startsWith", "endsWith")}(§)", depth, PieceType.Text, PieceType.Text),
            12 => Make(PieceType.Boolean, "§.includes(§)", depth, PieceType.List, PieceType.Any),
            _ => Make(PieceType.Boolean, $"Number.{Pick("isInteger", "isNaN", "isFinite", "isSafeInteger")}(§)", depth, PieceType.Any),
        };
    }

    private Piece Any(int depth)
    {
        if (depth <= 0) return random.Next(3) == 0 ? Leaf(PieceType.Any, "null", "undefined", "row.z", "row.s") : Of(Pick(PieceType.Number, PieceType.Text, PieceType.Boolean), 0) with { Type = PieceType.Any };
        return random.Next(modern ? 10 : 8) switch
        {
            0 => Make(PieceType.Any, "§[§]", depth, PieceType.List, PieceType.Number),
            1 => Make(PieceType.Any, $"{Regex()}.exec(§)", depth, PieceType.Text),
            2 => Make(PieceType.Any, $"§.match({Regex()})", depth, PieceType.Text),
            3 => Make(PieceType.Any, "({ a: §, b: § })", depth, PieceType.Any, PieceType.Any),
            4 => Make(PieceType.Any, "({ a: §, b: § }).a", depth, PieceType.Any, PieceType.Any),
            5 => Make(PieceType.Any, "(§ || §)", depth, PieceType.Any, PieceType.Any),
            6 or 7 => Of(Pick(PieceType.Number, PieceType.Text, PieceType.Boolean, PieceType.List), depth) with { Type = PieceType.Any },
            8 => Make(PieceType.Any, "(§ ?? §)", depth, PieceType.Any, PieceType.Any),
            _ => Make(PieceType.Any, Pick("§?.length", "§?.[0]", "§?.a"), depth, PieceType.Any),
        };
    }

    private Piece List(int depth)
    {
        if (depth <= 0) return Leaf(PieceType.List, "[]", "[3, 1, 2]", "['b', 'a', 'C']", "[10, 9, 1]", "[null, undefined, 1]", "[row.s, row.n]", "['a', 'a']");
        return random.Next(modern ? 14 : 10) switch
        {
            0 => Make(PieceType.List, "[§, §]", depth, PieceType.Any, PieceType.Any),
            1 => Make(PieceType.List, "[§, §, §]", depth, PieceType.Number, PieceType.Number, PieceType.Number),
            2 => Make(PieceType.List, "§.split(§)", depth, PieceType.Text, PieceType.Text),
            3 => Make(PieceType.List, $"§.split({Regex()})", depth, PieceType.Text),
            4 => Make(PieceType.List, "§.map(function (x, i) { return §; })", depth, PieceType.List, PieceType.Any),
            5 => Make(PieceType.List, "§.filter(function (x) { return x !== §; })", depth, PieceType.List, PieceType.Any),
            6 => Make(PieceType.List, Pick("§.slice(§)", "§.concat(§)", "§.slice(0, §)"), depth, PieceType.List, PieceType.Number),
            7 => Make(PieceType.List, Pick("§.slice().sort()", "§.concat([5]).sort()", "§.slice().reverse()", "§.slice(0, 60).sort(function (a, b) { return a < b ? -1 : a > b ? 1 : 0; })"), depth, PieceType.List),
            8 => Make(PieceType.List, $"(§.match({Regex()}) || [])", depth, PieceType.Text),
            9 => Assigned(PieceType.List, depth),
            10 => Make(PieceType.List, "[...§, §]", depth, PieceType.List, PieceType.Any),
            11 => Make(PieceType.List, "§.map(x => [x, §])", depth, PieceType.List, PieceType.Any),
            12 => Make(PieceType.List, "Array.from(§)", depth, PieceType.Text),
            _ => Make(PieceType.List, Pick("§.flat()", "Object.values(§)", "§.map(x => x)"), depth, PieceType.List),
        };
    }

    private string Regex() => modern && random.Next(4) == 0 ? Pick(ModernRegexes) : Pick(Regexes);

    private Piece Assigned(PieceType type, int depth) =>
        Variables[type].Count == 0 ? Of(type, depth - 1) : Make(type, $"({Variables[type][random.Next(Variables[type].Count)]} {(type == PieceType.List ? "=" : Pick("=", "+="))} §)", depth, type);

    private Piece Leaf(PieceType type, params string[] constants)
    {
        var variables = Variables[type];
        return new Piece(type, variables.Count > 0 && random.Next(3) == 0 ? variables[random.Next(variables.Count)] : constants[random.Next(constants.Length)]);
    }

    private Piece Make(PieceType type, string form, int depth, params PieceType[] parts) => new(type, form, [.. parts.Select(p => Of(p, depth - 1 - random.Next(2)))]);
}
