namespace DataMigration.Tests.Functions;

public sealed class SplitPartTests
{
    /// <summary>Short texts are cut in another way than long ones; neither may be seen.</summary>
    [Fact]
    public void Texts_of_any_length_are_cut_as_they_read()
    {
        var random = new Random(20240607);
        for (int i = 0; i < 4_000; i++)
        {
            string separator = new[] { "a", "ab", "aa", "aba", "abab", ", " }[random.Next(6)];
            string text = string.Concat(Enumerable.Range(0, random.Next(90)).Select(_ => "ab, "[random.Next(4)]));
            int index = random.Next(6);
            string expected = text.Split(separator) is var parts && index < parts.Length ? parts[index] : null!;
            var function = FunctionBench.Create("split_part", $"{{ separator: '{separator}', index: {index} }}");
            FunctionBench.Run(function, text).Should().Be(expected, "part {0} of '{1}' between '{2}'", index, text, separator);
        }
    }
}
