namespace DataMigration.Scripting.Checking;

/// <summary>The names of the language: what scripts have, what they have not, and what to write instead.</summary>
internal static class Vocabulary
{
    /// <summary>What every script finds besides its own names.</summary>
    public static IReadOnlySet<string> Globals { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Object", "Array", "String", "Number", "Boolean", "Date", "Math", "JSON", "RegExp", "Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError",
        "TypeError", "URIError", "Map", "Set", "parseInt", "parseFloat", "isNaN", "isFinite", "encodeURIComponent", "encodeURI", "decodeURIComponent", "decodeURI",
        "undefined", "NaN", "Infinity", "params", "run",
    };

    /// <summary>Names known from elsewhere that scripts must do without.</summary>
    public static IReadOnlyDictionary<string, string> Forbidden { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["eval"] = "Write the code itself; text is never run as code.",
        ["Function"] = "Write 'function (…) { … }'; text is never run as code.",
        ["setTimeout"] = Timer,
        ["setInterval"] = Timer,
        ["setImmediate"] = Timer,
        ["require"] = "Name the file under 'scripts' of the pipeline; its functions are then there.",
        ["module"] = "Functions of a file under 'scripts' are there by name; nothing needs to be exported.",
        ["exports"] = "Functions of a file under 'scripts' are there by name; nothing needs to be exported.",
        ["console"] = "Scripts print nothing; look at values with 'datamigrate preview'.",
        ["alert"] = "Scripts print nothing; throw an Error to reject the row with a message.",
        ["window"] = World,
        ["document"] = World,
        ["process"] = World,
        ["global"] = World,
        ["globalThis"] = World,
        ["self"] = World,
        ["fetch"] = World,
        ["XMLHttpRequest"] = World,
        ["System"] = World,
        ["importNamespace"] = World,
        ["escape"] = "Write encodeURIComponent(…).",
        ["unescape"] = "Write decodeURIComponent(…).",
    };

    private const string Timer = "A script computes a value at once; there is nothing to wait for.";
    private const string World = "A script sees its row, 'params', 'run' and its functions, nothing of the world.";

    /// <summary>Global objects of later editions.</summary>
    public static IReadOnlyDictionary<string, string> ModernGlobals { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["WeakMap"] = "Use an object.",
        ["WeakSet"] = "Use an object with keys.",
        ["Symbol"] = "Use a text as the property's name.",
        ["Promise"] = Timer,
        ["Proxy"] = "Write a function.",
        ["Reflect"] = "Use the functions of Object.",
        ["BigInt"] = "Keep wide numbers as text.",
        ["Intl"] = "Format by hand; results must not depend on a machine's culture.",
    };

    /// <summary>Methods of values that ECMAScript 5.1 lacks.</summary>
    public static IReadOnlyDictionary<string, string> ModernMethods { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["includes"] = "Write x.indexOf(y) >= 0.",
        ["startsWith"] = "Write x.indexOf(y) === 0.",
        ["endsWith"] = "Write x.slice(-y.length) === y.",
        ["padStart"] = "Write ('0000' + x).slice(-4).",
        ["padEnd"] = "Write (x + '    ').slice(0, 4).",
        ["repeat"] = "Write new Array(n + 1).join(x).",
        ["trimStart"] = "Write x.replace(/^\\s+/, '').",
        ["trimEnd"] = "Write x.replace(/\\s+$/, '').",
        ["trimLeft"] = "Write x.replace(/^\\s+/, '').",
        ["trimRight"] = "Write x.replace(/\\s+$/, '').",
        ["replaceAll"] = "Write x.split(a).join(b).",
        ["matchAll"] = "Call re.exec(x) in a loop, with the flag g.",
        ["codePointAt"] = "Write x.charCodeAt(i).",
        ["normalize"] = "Normalise the text before it comes here; scripts cannot.",
        ["at"] = "Write x[x.length - 1], or x.charAt(i) for text.",
        ["find"] = "Write list.filter(function (x) { … })[0].",
        ["findIndex"] = "Loop over the list and return the index.",
        ["findLast"] = "Write list.filter(function (x) { … }).pop().",
        ["fill"] = "Loop over the list and set each element.",
        ["flat"] = "Write [].concat.apply([], list).",
        ["flatMap"] = "Write [].concat.apply([], list.map(function (x) { … })).",
        ["copyWithin"] = "Loop over the list and set each element.",
        ["toSorted"] = "Write list.slice().sort().",
        ["toReversed"] = "Write list.slice().reverse().",
        ["__defineGetter__"] = "Write a function and call it.",
        ["__defineSetter__"] = "Write a function and call it.",
    };

    /// <summary>Functions of global objects that ECMAScript 5.1 lacks.</summary>
    public static IReadOnlyDictionary<string, string> ModernStatics { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Object.assign"] = "Copy the properties: for (var k in from) to[k] = from[k];",
        ["Object.entries"] = "Write Object.keys(o).map(function (k) { return [k, o[k]]; }).",
        ["Object.values"] = "Write Object.keys(o).map(function (k) { return o[k]; }).",
        ["Object.fromEntries"] = "Fill an object in a loop.",
        ["Object.is"] = "Write a === b.",
        ["Object.hasOwn"] = "Write o.hasOwnProperty(name).",
        ["Array.from"] = "Write [].slice.call(x).",
        ["Array.of"] = "Write [a, b].",
        ["String.raw"] = "Write the text in quotes.",
        ["String.fromCodePoint"] = "Write String.fromCharCode(n).",
        ["Number.isInteger"] = "Write x % 1 === 0.",
        ["Number.isSafeInteger"] = "Write x % 1 === 0 && Math.abs(x) < 9007199254740992.",
        ["Number.isNaN"] = "Write isNaN(x).",
        ["Number.isFinite"] = "Write isFinite(x).",
        ["Number.parseInt"] = "Write parseInt(x, 10).",
        ["Number.parseFloat"] = "Write parseFloat(x).",
        ["Math.trunc"] = "Write x < 0 ? Math.ceil(x) : Math.floor(x).",
        ["Math.sign"] = "Write x > 0 ? 1 : x < 0 ? -1 : 0.",
        ["Math.cbrt"] = "Write Math.pow(x, 1 / 3).",
        ["Math.hypot"] = "Write Math.sqrt(a * a + b * b).",
        ["Math.log2"] = "Write Math.log(x) / Math.LN2.",
        ["Math.log10"] = "Write Math.log(x) / Math.LN10.",
    };

    /// <summary>What to write instead of a construct that is not compiled.</summary>
    public static string Instead(string construct) => construct switch
    {
        _ when construct.StartsWith("'new ", StringComparison.Ordinal) => "Write a function that returns an object: function person(name) { return { name: name }; }.",
        _ when construct.Contains(".prototype", StringComparison.Ordinal) => "Call the method on a value: list.slice(1).",
        _ => "Write one of them otherwise; schemas/reference/scripts.md lists what is compiled.",
    };

    /// <summary>Methods of values that are taken away: what they return is another one on each machine.</summary>
    public static IReadOnlyDictionary<string, string> RemovedMethods { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["localeCompare"] = "Write a < b ? -1 : a > b ? 1 : 0, which goes by characters; toLowerCase() first where case does not matter.",
        ["toLocaleString"] = "Write toFixed(2) for a number; get a date's parts and join them.",
        ["toLocaleDateString"] = "Write date.toISOString().slice(0, 10), or get its parts and join them.",
        ["toLocaleTimeString"] = "Write date.toISOString().slice(11, 19), or get its parts and join them.",
    };

    /// <summary>Members that every value has or a text of the interpreter's, besides the methods that are compiled; and those of which something better is said elsewhere.</summary>
    public static IReadOnlySet<string> MembersOfOthers { get; } = new HashSet<string>(ModernMethods.Keys.Concat(RemovedMethods.Keys).Concat(["toLocaleLowerCase", "toLocaleUpperCase", "isPrototypeOf", "constructor", "__proto__"]), StringComparer.Ordinal);

    /// <summary>Functions of the language that are taken away.</summary>
    public static IReadOnlyDictionary<string, string> RemovedStatics { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Object.defineProperty"] = "Assign the property: o.name = value.",
        ["Object.defineProperties"] = "Assign the properties: o.name = value.",
        ["Function.prototype"] = "Write a function and call it.",
    };
}
