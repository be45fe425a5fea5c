using DataMigration.Configuration;
using DataMigration.Data;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Configuration.Interpolation;

public sealed class VariablesTests : IDisposable
{
    private readonly TestLoader _loader = new();

    public void Dispose() => _loader.Dispose();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("'${a}'", "1")]
    [InlineData("x${a}y${b}z", "x1ytwoz")]
    [InlineData("$${a}", "${a}")]
    [InlineData("$$${a}", "$${a}")]
    [InlineData("a$b {a} $", "a$b {a} $")]
    [InlineData("${none}", "")]
    public void Parameters_are_filled_into_leaves(string written, string filled)
    {
        _loader.Good($"pipeline: p\ndescription: {written}\nparameters: {{ a: {{ type: integer, default: 1 }}, b: {{ default: two }}, none: {{}} }}\n" + TestLoader.Rest)
            .Description.Should().Be(filled);
    }

    [Fact]
    public void A_number_from_a_variable_is_a_number_in_spite_of_quotes() =>
        _loader.Good("pipeline: p\nparameters: { n: { default: 5 } }\nbatch: { rows: \"${n}0\" }\n" + TestLoader.Rest).Batch!.Rows.Should().Be(50);

    [Fact]
    public void Scripts_are_left_alone()
    {
        var definition = _loader.Good("pipeline: p\nmappings: { a: { script: \"'${x}'\" } }\n" + TestLoader.Rest);
        definition.Mappings!["a"].Script!.Text.Should().Be("'${x}'");
    }

    [Fact]
    public void The_command_line_wins_over_the_default()
    {
        const string text = "pipeline: p\ndescription: ${a}\nparameters: { a: { default: x }, since: { type: date, required: true } }\n" + TestLoader.Rest;
        var loaded = _loader.Load(text, Given(("a", "y"), ("since", "2020-01-31")));
        loaded.Definition!.Description.Should().Be("y");
        loaded.Parameters.Should().Equal(new Dictionary<string, (DataType, string?)> { ["a"] = (DataType.Text, "y"), ["since"] = (DataType.Date, "2020-01-31") });
    }

    [Fact]
    public void A_path_given_on_the_command_line_is_relative_to_the_working_directory()
    {
        const string text = "pipeline: p\nparameters: { file: { default: a.csv }, part: {} }\nsources: { s: { csv: { path: \"${file}\" } } }\ntargets: { t: { csv: { path: \"out/${part}.csv\" } } }\n";
        string Source(LoadedPipeline loaded) => PathOf(loaded.Definition!.Sources["s"].Source.Options!);
        Source(_loader.Load(text)).Should().Be(Path.Combine(_loader.Folder, "a.csv"));
        var given = _loader.Load(text, Given(("file", "b.csv"), ("part", "x")));
        Source(given).Should().Be(Path.Combine(Environment.CurrentDirectory, "b.csv"));
        PathOf(given.Definition!.Targets["t"].Target.Options!).Should().Be(Path.Combine(_loader.Folder, "out", "x.csv"));
    }

    [Fact]
    public void An_escape_in_a_default_is_undone_once() =>
        _loader.Good("pipeline: p\ndescription: ${a}\nparameters: { a: { default: \"$${b}\" } }\n" + TestLoader.Rest).Description.Should().Be("${b}");

    [Fact]
    public void One_mistake_in_a_parameter_is_said_once()
    {
        const string text = "pipeline: p\nparameters: { n: { type: integer, default: many } }\nbatch: { rows: \"${n}\" }\nrejects: { accept: \"${n}\" }\n" + TestLoader.Rest;
        _loader.Findings(text).Should().Equal("2:44 DM1306 the parameter 'n' is 'many', which is not a whole number");
    }

    [Fact]
    public void Without_a_value_a_required_parameter_is_a_warning_and_in_a_run_an_error()
    {
        const string text = "pipeline: p\nparameters: { n: { type: integer, required: true } }\nbatch: { rows: \"${n}\" }\n" + TestLoader.Rest;
        var checkedOnly = _loader.Load(text);
        checkedOnly.Diagnostics.Items.Should().ContainSingle().Which.Severity.Should().Be(DiagnosticSeverity.Warning);
        checkedOnly.Definition.Should().NotBeNull();
        var run = _loader.Load(text, new LoadOptions { Strict = true });
        run.Diagnostics.Items.Should().ContainSingle().Which.Severity.Should().Be(DiagnosticSeverity.Error);
        run.Definition.Should().BeNull();
    }

    private static string PathOf(object options) => ((Declarations.FilePath)options.GetType().GetProperty("Path")!.GetValue(options)!).FullPath;

    private static LoadOptions Given(params (string Name, string Value)[] parameters) => new() { Parameters = parameters.ToDictionary(p => p.Name, p => p.Value) };
}
