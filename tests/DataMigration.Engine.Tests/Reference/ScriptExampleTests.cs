using DataMigration.Reference;
using DataMigration.Tests.Scripting;

namespace DataMigration.Tests.Reference;

/// <summary>The scripts of the reference page run compiled and make what it says.</summary>
public sealed class ScriptExampleTests
{
    public static TheoryData<string> Tasks => [.. ScriptExample.All.Select(e => e.Task)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void An_example_makes_what_the_page_says(string task)
    {
        var example = ScriptExample.All.Single(e => e.Task == task);
        using var bench = new ScriptBench();
        foreach (var (field, value) in ScriptExample.Row) bench.With(field, value);
        bench.Run([example.Code], (engine, compiled, batch) =>
        {
            compiled[0].Detour.Should().BeNull();
            engine.Evaluate(compiled[0], batch, 0).Text.Should().Contain(example.Result);
            return 0;
        });
    }
}
