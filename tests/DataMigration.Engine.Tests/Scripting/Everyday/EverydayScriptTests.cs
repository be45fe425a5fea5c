using DataMigration.Data;
using DataMigration.Tests.Scripting.Equality;

namespace DataMigration.Tests.Scripting.Everyday;

/// <summary>What people write who know today's JavaScript runs compiled, or they are told what to write.</summary>
public sealed class EverydayScriptTests
{
    private const string Row = "{ id: 42, name: '  ann  marie LEE ', email: 'Ann.Lee@Example.org', phone: '(415) 555-2671', date: '2/28/1990', price: '$1,234.5', amount: 1234.5, address: '1 Main St, Springfield, IL 62701', level: 'GOLD', tags: 'b,a,c,b', nothing: null }";

    public static TheoryData<string> Running => [.. EverydayScript.All.Where(s => s.Refused is null).Select(s => s.Name)];

    public static TheoryData<string> Refused => [.. EverydayScript.All.Where(s => s.Refused is not null).Select(s => s.Name)];

    [SkippableTheory]
    [MemberData(nameof(Running))]
    public void It_runs_compiled_and_gives_what_node_gives(string name)
    {
        var script = Find(name);
        using var bench = Bench();
        var compiled = bench.Compile(script.Code);
        compiled.Should().NotBeNull(string.Join("\n", bench.Diagnostics.Items));
        compiled!.Detour.Should().BeNull();
        using var node = NodeProcess.Start();
        string code = NodeProcess.Literal(script.Code);
        // An expression, or else a body, as here.
        string expected = node.Evaluate($"(() => {{ let isExpression = true; try {{ new Function('row', 'return (' + {code} + '\\n)'); }} catch {{ isExpression = false; }} return run(isExpression ? 'return (' + {code} + '\\n)' : {code}, [{Row}]); }})()")[0];
        Outcomes.Of(bench.Evaluate(script.Code)).Should().Be(expected);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused_with_what_to_write_instead(string name)
    {
        var script = Find(name);
        using var bench = Bench();
        bench.Compile(script.Code).Should().BeNull();
        string.Join("\n", bench.Diagnostics.Items.Select(d => $"{d} {d.Remedy}")).Should().Contain(script.Refused);
    }

    private static EverydayScript Find(string name) => EverydayScript.All.Single(s => s.Name == name);

    private static ScriptBench Bench() => new ScriptBench().With("id", DataType.Integer, 42L).With("name", "  ann  marie LEE ").With("email", "Ann.Lee@Example.org").With("phone", "(415) 555-2671").With("date", "2/28/1990").With("price", "$1,234.5")
        .With("amount", DataType.Number, 1234.5).With("address", "1 Main St, Springfield, IL 62701").With("level", "GOLD").With("tags", "b,a,c,b").With("nothing", null);
}
