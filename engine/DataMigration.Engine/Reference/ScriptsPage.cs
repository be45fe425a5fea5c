using DataMigration.Scripting;
using DataMigration.Scripting.Compiled.Language;

namespace DataMigration.Reference;

/// <summary>The JavaScript of scripts: read off the tables by which it is compiled.</summary>
internal static class ScriptsPage
{
    public static string Write()
    {
        var page = new MarkdownPage("Scripts", "A script is JavaScript: one expression, a function body with `return`, or a function of the row (`r => r.name`). It sees `row` (read-only), `params`, `run.id`, `run.started_at` and the functions of the files under `scripts`; nothing of the world, and nothing of another row.");
        page.Paragraph("Scripts are compiled when the pipeline is planned, and `datamigrate plan` and the report of each run say so of each. What the compiled path lacks (a constructor of your own with `new`, `x.prototype`, `Math` as a value) is interpreted by Jint instead, which knows ECMAScript 5.1 (a text such as `0b11` is no number, and one of `0x` and more than sixteen digits is Infinity), takes many times as long, keeps properties whose names are numbers among the others, as they were made, takes a text that a `valueOf` has joined by `+` for an object, and writes numbers beyond 9007199254740992, or nearer to zero than 0.000001, with fewer digits; "
            + "a script that needs both is an error when it is planned. `class`, `async`, generators, `import`, getters and big integers are not there at all, nor what depends on the machine (`localeCompare`, `toLocaleString`).");
        page.Heading(2, "Values");
        page.Table(["field", "in a script"],
        [
            ["`text`", "text"],
            ["`integer`", "number; one beyond 9007199254740992 rejects its row"],
            ["`number`", "number"],
            [$"`decimal` of up to {FieldNumbers.ExactDigits} digits", "number"],
            ["wider `decimal`", "text"],
            ["`boolean`", "boolean"],
            ["`date`, `datetime`, `datetime_offset`, `time`, `guid`", "text, as ISO writes it"],
            ["`json`", "object, array or value"],
            ["`binary`", "text in base64"],
            ["null, whatever the type", "null"],
        ]);
        page.Paragraph("`null` and `undefined` come out as null, a date as ISO text, an object or array as JSON; NaN, infinities and functions reject the row. `Date.now()` and `new Date()` are the run's start, dates are in UTC, and `Math.random()` depends on row and script alone.");
        page.Heading(2, "Limits of one call");
        page.Table(["what", "limit", "beyond it"],
        [
            ["statements", $"{ScriptLimits.Default.Statements:N0}", "the row is rejected"],
            ["memory", $"{ScriptLimits.Default.Bytes / (1024 * 1024)} MB", "the row is rejected"],
            ["recursion", $"{ScriptLimits.Default.Stack / (1024 * 1024)} MB of stack", "the row is rejected"],
            ["a returned text", $"{ScriptLimits.TextLength:N0} characters", "the row is rejected"],
            ["a list", $"{ScriptLimits.ListLength:N0} elements", "a RangeError"],
            ["a match of a regular expression", $"{ScriptGuards.MatchTimeout.TotalSeconds:0} seconds", "the row is rejected"],
            ["time", $"{ScriptLimits.Default.Time.TotalSeconds:0} seconds", "the run fails"],
        ]);
        page.Heading(2, "Examples");
        page.Paragraph($"Of a row with {string.Join(", ", ScriptExample.Row.Select(c => $"`{c.Field}` {(c.Value is null ? "null" : MarkdownPage.Code(c.Value))}"))}:");
        foreach (var example in ScriptExample.All) page.Paragraph($"{example.Task}: {MarkdownPage.Code(example.Result)}\n\n```js\n{example.Code}\n```");
        page.Heading(2, "What constructs cost");
        page.Paragraph("Compiled, a call a row, in nanoseconds of one core as `tests/benchmarks` measured them on a machine that others used; Jint takes 28 to 44 times as long for what was compared.");
        page.Table(["construct", "ns"],
        [
            ["a field as it is (`row.name`)", "16"], ["a comparison and a choice", "15"], ["two fields in a template", "45"], ["`trim` and `toUpperCase`", "55"], ["`parseFloat` and a product", "35"], ["one part of a `split` by a text (`[1]`)", "25"],
            ["`replace` of a class by nothing (`/[^0-9]/g`)", "35"], ["`test` of a pattern", "60"], ["`replace` by groups", "810"], ["a loop of ten turns", "115"], ["`split`, `map`, `join` over six words", "750"], ["a date read and written", "480"], ["`JSON.stringify` of an object", "300"],
        ]);
        page.Heading(2, "Functions of the language");
        foreach (var (group, functions) in Globals.Groups) Listing(page, group.Length == 0 ? "Conversions" : group, functions);
        page.Paragraph("Constants: " + string.Join(", ", Globals.Constants.Keys.Select(k => MarkdownPage.Code(k))) + ".");
        page.Heading(2, "Methods");
        foreach (var (family, methods) in MethodTables.All.Where(f => f.Methods.Count > 0)) Listing(page, family.ToString(), methods);
        return page.ToString();
    }

    private static void Listing(MarkdownPage page, string title, IEnumerable<Method> methods) =>
        page.Paragraph($"**{title}**: {string.Join(", ", methods.Select(m => MarkdownPage.Code(m.Signature)))}.");
}
