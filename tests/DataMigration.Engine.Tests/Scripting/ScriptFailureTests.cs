using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Scripting;

/// <summary>What a script throws comes out as one sentence with the place in the author's file.</summary>
public sealed class ScriptFailureTests
{
    [Theory]
    [InlineData("var a = 1;\n  throw new Error('boom');\nreturn a;", "The script failed at p.yaml:11:17: boom.")]
    [InlineData("throw 'plain'; return 1;", "The script failed at p.yaml:10:11: it threw plain.")]
    [InlineData("throw new TypeError('no.'); return 1;", "The script failed at p.yaml:10:15: TypeError: no.")]
    [InlineData("row.name.trim()", "The script failed at p.yaml:10:14: TypeError: cannot read 'trim' of row.name, which is null or undefined.")]
    [InlineData("var o = {};\nreturn o.a.b;", "The script failed at p.yaml:11:16: TypeError: cannot read 'b' of o.a, which is null or undefined.")]
    [InlineData("if (row.name === null) {\n  throw { code: 3 };\n}\nreturn 1;", "it threw an object.")]
    [InlineData("function f() { throw { code: 3 }; }\nf();\nreturn 1;", "it threw an object.")]
    [InlineData("function f() { throw { code: 3 }; }\ntry { f(); } catch (e) { throw new Error('caught ' + e.code + JSON.stringify(e)); }\nreturn 1;", ":11:40: caught 3{\"code\":3}.")]
    [InlineData("({}).foo()", "Object has no method 'foo'")]
    [InlineData("decodeURI('%')", "URIError")]
    [InlineData("(1).toFixed(200)", "RangeError")]
    public void With_the_message_and_the_place(string script, string expected)
    {
        using var bench = new ScriptBench().With("name", null);
        bench.Evaluate(script).Text.Should().Contain(expected);
    }

    [Fact]
    public void In_a_script_file_with_the_files_own_line()
    {
        using var bench = new ScriptBench().WithFile("lib.js", "function f(x) {\n  if (!x)\n    throw new Error('no x');\n  return x;\n}");
        bench.Evaluate("f('')").Text.Should().MatchRegex(@"^The script failed at .*lib\.js:3:15: no x\.$");
    }

    [Fact]
    public void The_first_line_of_a_plain_scalar_is_exact()
    {
        using var bench = new ScriptBench().With("name", null);
        var library = bench.Library();
        var compiled = library.For(bench.Schema).Compile(new ScriptText("row.name.length", new SourceSpan("p.yaml", 7, 21, 1), false), bench.Diagnostics)!;
        ScriptBench.Watched(() =>
        {
            using var engine = library.CreateEngine();
            using var batch = bench.Batch();
            return engine.Evaluate(compiled, batch, 0).Text;
        }).Should().StartWith("The script failed at p.yaml:7:30:");
    }
}
