namespace DataMigration.Tests.Scripting.Equality;

/// <summary>A way to write an expression.</summary>
/// <param name="Type">What it is worth.</param>
/// <param name="Source">With § for each part.</param>
/// <param name="Parts">What stands there: n a number, t a text, b a boolean, l a list, a anything.</param>
/// <param name="IsModern">Whether it is younger than ECMAScript 5.1.</param>
internal sealed record ExpressionForm(PieceType Type, string Source, string Parts, bool IsModern)
{
    /// <summary>Forms beside those of <see cref="ExpressionGenerator"/>, of which each comes as often as any other.</summary>
    public static IReadOnlyList<ExpressionForm> All { get; } =
    [
        // Conversions of objects, and their order.
        Old(PieceType.Number, "(({ valueOf: function () { log.push('v'); return §; } }) * §)", "nn"),
        Old(PieceType.Text, "(({ toString: function () { log.push('s'); return §; } }) + §)", "ta"),
        Old(PieceType.Text, "§.slice({ valueOf: function () { log.push('from'); return §; } }, (log.push('to'), §))", "tnn"),
        Old(PieceType.Boolean, "([§] == §)", "aa"),
        Old(PieceType.Number, "+[§]", "a"),
        Old(PieceType.Text, "('' + [§, [§]])", "aa"),
        Old(PieceType.Text, "String({ a: § })", "a"),
        Old(PieceType.Boolean, "(({ valueOf: function () { log.push(§); return +(§); }, toString: function () { log.push('s'); return 'x'; } }) < §)", "ana"),
        // Jint is spared these (JintFaults).
        New(PieceType.List, "Object.keys({ b: §, 2: 1, a: §, 1: 2 })", "aa"),
        New(PieceType.Boolean, "(({ valueOf: function () { log.push(§); return '' + §; }, toString: function () { log.push('s'); return 'x'; } }) < §)", "aaa"),
        // Functions.
        Old(PieceType.Any, "(function (x, y) { arguments.length > 1 && log.push(arguments[1]); return y === undefined ? x : y; })(§, §)", "aa"),
        Old(PieceType.Number, "(function f(n) { return n > 0 ? n + f(n - 1) : 0; })(Math.min(5, §) || 0)", "n"),
        Old(PieceType.Any, "(function (x) { try { if (x) throw x; return 'none'; } catch (e) { return e; } finally { log.push('f'); } })(§)", "a"),
        Old(PieceType.Any, "(function () { var x = §; return { get: function () { return x; } }; })().get()", "a"),
        Old(PieceType.Any, "(function () { return this === undefined ? § : 0; }).call(undefined)", "a"),
        Old(PieceType.Any, "Math.max.apply(null, §)", "l"),
        New(PieceType.Any, "((x, y = (log.push('default'), x)) => y)(§, §)", "aa"),
        New(PieceType.Any, "((x, ...xs) => xs)(§, ...§)", "al"),
        New(PieceType.Any, "(({ a, b: [c = 'c', d] = [], ...rest }) => [a, c, d, rest])({ a: §, b: §, z: § })", "ala"),
        New(PieceType.Any, "(([x, , y = §, ...z]) => [x, y, z])(§)", "al"),
        New(PieceType.Any, "(f => f?.(§))(§ ? x => x : null)", "ab"),
        New(PieceType.Any, "[1, 2].map(n => () => n)[1]()", ""),
        // Objects.
        Old(PieceType.Any, "(function (o) { o.b = §; delete o.a; return o; })({ a: §, c: § })", "aaa"),
        Old(PieceType.Boolean, "(§ in { a: 1, 1: 2, '': 3 })", "t"),
        Old(PieceType.Boolean, "({ a: 1 }).hasOwnProperty(§)", "t"),
        Old(PieceType.Text, "JSON.stringify([§, { k: § }])", "aa"),
        Old(PieceType.Any, "JSON.parse(JSON.stringify({ k: [§] }))", "a"),
        Old(PieceType.Text, "(§ instanceof Array) + typeof §", "aa"),
        New(PieceType.Any, "({ ...{ a: §, b: 1 }, [§]: §, b: 2 })", "ata"),
        New(PieceType.List, "Object.entries({ x: §, y: § }).flat()", "aa"),
        New(PieceType.Any, "Object.fromEntries([['k', §], [§, 1]])", "at"),
        New(PieceType.Any, "Object.assign({ a: 1 }, { a: § }, §)", "aa"),
        New(PieceType.Boolean, "Object.is(§, §)", "aa"),
        New(PieceType.Boolean, "Object.is(§, §)", "nn"),
        New(PieceType.Any, "(o => { o.n ??= §; o.m ||= §; o.t &&= §; return o; })({ m: 0, t: 1 })", "aaa"),
        // Lists.
        Old(PieceType.List, "(function (l) { log.push(l.splice(§, §)); return l; })(§.slice())", "nnl"),
        Old(PieceType.List, "(function (l) { l.unshift(§); log.push(l.shift(), l.pop()); return l; })(§.slice())", "al"),
        Old(PieceType.Number, "§.lastIndexOf(§)", "la"),
        Old(PieceType.Any, "§.reduceRight(function (a, x) { return a + x; }, §)", "la"),
        Old(PieceType.List, "§.slice(0, 60).sort(function (a, b) { return a - b; })", "l"),
        Old(PieceType.List, "§.slice(0, 50).concat([5, 3, 9, 1]).sort(function (a, b) { log.push(a, b); return a > b; })", "l"),
        Old(PieceType.Text, "§.toString()", "l"),
        New(PieceType.List, "§.flatMap(x => [x, §])", "la"),
        New(PieceType.List, "[...§].fill(§, §)", "lan"),
        New(PieceType.Any, "§.find(x => x > §)", "la"),
        New(PieceType.Any, "§.at(§)", "ln"),
        New(PieceType.List, "Array.from({ length: 3 }, (_, i) => i * §)", "n"),
        New(PieceType.List, "[...§.entries()].map(([i, x]) => i + String(x))", "l"),
        New(PieceType.List, "[...new Set([...§, ...§])]", "ll"),
        New(PieceType.Any, "new Map([[§, 1], [§, 2]]).get(§)", "aaa"),
        New(PieceType.Number, "new Set([§, §, NaN, NaN, 0, -0]).size", "aa"),
        New(PieceType.List, "[...new Map([[§, §], ['k', 1]]).keys()]", "aa"),
        New(PieceType.Any, "(i => [i.next().value, ...i])(§.values())", "l"),
        // Texts.
        Old(PieceType.Text, "§.concat(§, §)", "taa"),
        Old(PieceType.Number, "§.indexOf(§, §)", "ttn"),
        Old(PieceType.Number, "§.lastIndexOf(§, §)", "ttn"),
        Old(PieceType.List, "§.split(§, §)", "ttn"),
        Old(PieceType.Any, "§.split('a')[1]", "t"),
        Old(PieceType.Any, "§.split(', ')[0]", "t"),
        Old(PieceType.Text, "§.replace(/[^0-9]/g, '')", "t"),
        Old(PieceType.Text, "(§ + '|' + § + ',' + §)", "aaa"),
        Old(PieceType.Text, "encodeURIComponent(§)", "t"),
        Old(PieceType.Text, "decodeURIComponent(§ + '%C3%A9')", "t"),
        Old(PieceType.Text, "§[§]", "tn"),
        Old(PieceType.List, "(function (r, s) { var m, l = []; while ((m = r.exec(s)) !== null && l.length < 5) { l.push(m[0], m.index, r.lastIndex); if (m[0] === '') r.lastIndex++; } return l; })(/[acd]|\\d+|$/g, §)", "t"),
        Old(PieceType.Text, "§.replace(/(.)(b)?/, function (all, one, two, at, whole) { log.push(one, two, at, whole); return §; })", "ta"),
        New(PieceType.Text, "§.at(§)", "tn"),
        New(PieceType.Boolean, "§.isWellFormed()", "t"),
        New(PieceType.Text, "§.toWellFormed()", "t"),
        New(PieceType.List, "[...§]", "t"),
        New(PieceType.List, "[...§.matchAll(/(?<k>[a-z])(\\d)?/g)].map(m => [m.index, m.groups.k, m[2]])", "t"),
        New(PieceType.Text, "§.replace(/(?<k>.)/u, '[$<k>$1$&]')", "t"),
        New(PieceType.Boolean, "§.startsWith(§, §)", "ttn"),
        New(PieceType.Text, "String.fromCodePoint(§)", "n"),
        New(PieceType.Text, "`${§}${`${§}`}`", "aa"),
        // Numbers and dates.
        Old(PieceType.Text, "(§).toString(§)", "nn"),
        Old(PieceType.Text, "(§).toFixed(§)", "nn"),
        Old(PieceType.Text, "(§).toPrecision(§)", "nn"),
        Old(PieceType.Number, "parseInt(§, §)", "tn"),
        Old(PieceType.Number, "new Date(§).setUTCMonth(§, §)", "nnn"),
        Old(PieceType.Number, "new Date(§).setHours(§)", "nn"),
        Old(PieceType.Number, "(new Date(§) - new Date(§))", "tn"),
        Old(PieceType.Text, "JSON.stringify(new Date(§))", "n"),
        Old(PieceType.Text, "new Date(§).toUTCString()", "t"),
        New(PieceType.Number, "Math.imul(§, §)", "nn"),
        New(PieceType.Number, "((§) ** 2)", "n"),
        New(PieceType.Number, "Number.parseFloat(§)", "t"),
    ];

    private static ExpressionForm Old(PieceType type, string source, string parts) => new(type, source, parts, false);

    private static ExpressionForm New(PieceType type, string source, string parts) => new(type, source, parts, true);
}
