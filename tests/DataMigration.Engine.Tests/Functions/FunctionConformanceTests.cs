using System.Reflection;
using System.Text;
using System.Text.Unicode;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Functions;

namespace DataMigration.Tests.Functions;

/// <summary>What every function owes, found by reflection: a new one is judged without a new test.</summary>
public sealed class FunctionConformanceTests
{
    private static readonly string[] Texts = ["", " ", "Ann Lee", "  é\u00a0ß 12-34 ", "ÅNGSTRÖM o'neil", "€ 1.234,50", "e\u0301\u0323 각 𝒜👩‍👩‍👧", "\0\t\r\n", "&amp;%20Ã©", "5551234567"];

    public static TheoryData<string, string?, string, string?> Examples
    {
        get
        {
            var data = new TheoryData<string, string?, string, string?>();
            foreach (var type in FunctionBench.All)
                foreach (var example in type.GetCustomAttributes<ExampleAttribute>()) data.Add(FunctionBench.KeyOf(type), example.Options, example.Input, example.Output);
            return data;
        }
    }

    public static TheoryData<string, string?> Functions
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach (var type in FunctionBench.All)
                foreach (string? options in type.GetCustomAttributes<ExampleAttribute>().Select(e => e.Options).Distinct()) data.Add(FunctionBench.KeyOf(type), options);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_true(string key, string? options, string input, string? output)
    {
        var function = FunctionBench.Create(key, options);
        (function as IValidatesOptions)?.Validate().Should().BeNull();
        FunctionBench.Run(function, input).Should().Be(output);
    }

    [Fact]
    public void Every_function_is_declared_whole()
    {
        FunctionBench.All.Should().HaveCountGreaterThan(30);
        foreach (var type in FunctionBench.All)
        {
            var declaration = type.GetCustomAttribute<ComponentAttribute>()!;
            typeof(ITextFunction).IsAssignableFrom(type).Should().BeTrue();
            type.GetCustomAttributes<ExampleAttribute>().Should().NotBeEmpty(type.Name);
            declaration.Summary.Should().EndWith(".");
            var options = type.GetConstructors().Should().ContainSingle().Subject.GetParameters().SingleOrDefault()?.ParameterType;
            (options is null).Should().Be(declaration.Example is null, type.Name);
            if (options is null) continue;
            declaration.Example.Should().StartWith(declaration.Name + ": ");
            options.Name.Should().Be(type.Name + "Options");
            foreach (var property in options.GetProperties(BindingFlags.Instance | BindingFlags.Public))
                property.GetCustomAttribute<OptionAttribute>()!.Summary.Should().EndWith(".");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Null_stays_null_other_rows_stay_untouched_and_the_input_does_not_change(string key, string? options)
    {
        var function = FunctionBench.Create(key, options);
        using var input = FunctionBench.Column([null, .. Texts, "unselected"]);
        byte[] before = input.Heap.Bytes.AsSpan(0, input.Heap.Used).ToArray();
        int[] rows = [.. Enumerable.Range(0, Texts.Length + 1)];
        var alone = Texts.Select(t => FunctionBench.Run(function, t)).ToList();
        using (var output = function.Apply(input, rows))
        {
            output.Should().NotBeSameAs(input);
            output.Type.Should().Be(DataType.Text);
            output.Length.Should().Be(input.Length);
            output.IsNull(0).Should().BeTrue();
            output.IsNull(Texts.Length + 1).Should().BeTrue("the row was not asked for");
            rows.Skip(1).Select(output.GetString).Should().Equal(alone, "a row does not depend on others");
        }
        input.Heap.Bytes.AsSpan(0, before.Length).SequenceEqual(before).Should().BeTrue();
        rows.Skip(1).Select(input.GetString).Should().Equal(Texts);
        input.GetString(Texts.Length + 1).Should().Be("unselected");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Random_text_never_throws_and_stays_utf8(string key, string? options)
    {
        var function = FunctionBench.Create(key, options);
        var random = new Random(5);
        using var input = new TextColumn(DataType.Text, 3000);
        for (int row = 0; row < input.Length; row++)
        {
            var text = new StringBuilder();
            for (int length = random.Next(30); length > 0; length--) text.Append(RandomRune(random, random.Next(6)));
            input.Append(row, Encoding.UTF8.GetBytes(text.ToString()));
        }
        int[] rows = [.. Enumerable.Range(0, input.Length)];
        using var output = function.Apply(input, rows);
        foreach (int row in rows)
            if (!output.IsNull(row)) Utf8.IsValid(output[row]).Should().BeTrue(input.GetString(row));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Bytes_that_are_no_text_never_throw(string key, string? options)
    {
        var function = FunctionBench.Create(key, options);
        var random = new Random(6);
        using var input = new TextColumn(DataType.Text, 3000);
        for (int row = 0; row < input.Length; row++)
        {
            var bytes = new byte[random.Next(20)];
            random.NextBytes(bytes);
            if (row % 2 == 0)
                for (int i = 0; i < bytes.Length; i++) bytes[i] |= 0x80;
            input.Append(row, bytes);
        }
        int[] rows = [.. Enumerable.Range(0, input.Length)];
        using var output = function.Apply(input, rows);
        output.Length.Should().Be(input.Length);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void One_instance_serves_many_threads(string key, string? options)
    {
        var function = FunctionBench.Create(key, options);
        var expected = Texts.Select(t => FunctionBench.Run(function, t)).ToList();
        Parallel.For(0, 8, _ => Texts.Select(t => FunctionBench.Run(function, t)).Should().Equal(expected));
    }

    private static string RandomRune(Random random, int kind) => kind switch
    {
        0 => ((char)random.Next(128)).ToString(),
        1 => random.Next(10).ToString(),
        2 => ((char)random.Next(0x80, 0x250)).ToString(),
        3 => ((char)random.Next(0x300, 0x370)).ToString(),
        4 => ((char)(random.Next(2) == 0 ? random.Next(0x370, 0xD800) : random.Next(0xE000, 0x10000))).ToString(),
        _ => char.ConvertFromUtf32(random.Next(0x10000, 0x110000)),
    };
}
