using System.IO.Compression;
using DataMigration.Connectors.Files;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files;

/// <summary>A load into files that a process has left, and another one takes up.</summary>
public sealed class OutputResumeTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string, int?, int, int> Breaks()
    {
        var data = new TheoryData<string, int?, int, int>();
        foreach (var (name, rows) in new (string, int?)[] { ("o.json", null), ("o.json.gz", null), ("o{n}.json", 3), ("o{nn}.json.gz", 3) })
            foreach (int marked in new[] { 0, 1, 3, 4, 7 })
                foreach (int behind in new[] { 0, 1, 4 }) data.Add(name, rows, marked, behind);
        return data;
    }

    public void Dispose() => _folder.Dispose();

    /// <param name="marked">Rows written at the mark.</param>
    /// <param name="behind">Rows written after it, which must not count.</param>
    [Theory]
    [MemberData(nameof(Breaks))]
    public void Rows_behind_the_mark_go_and_the_load_ends_as_an_undisturbed_one(string name, int? maxRows, int marked, int behind)
    {
        var expected = Undisturbed(name, maxRows);
        string mark;
        var left = New(name, maxRows);
        Write(left, 0, marked);
        mark = left.Mark(last: false).ToText();
        Write(left, marked, marked + behind);
        left.Flush();
        // As the end of the process does: nothing is tidied up.
        left.Dispose();
        using (var taken = New(name, maxRows, mark))
        {
            Write(taken, marked, 9);
            taken.Complete();
        }
        Content().Should().Equal(expected);
    }

    [Theory]
    [InlineData("o.json", null)]
    [InlineData("o{n}.json", 2)]
    [InlineData("o.json.gz", null)]
    public void What_is_whole_only_gets_its_names(string name, int? maxRows)
    {
        var expected = Undisturbed(name, maxRows);
        string mark;
        using (var left = New(name, maxRows))
        {
            Write(left, 0, 9);
            mark = left.Mark(last: true).ToText();
        }
        Content().Keys.Should().OnlyContain(n => n.EndsWith(".tmp", StringComparison.Ordinal));
        // Between two names the process ended.
        string first = _folder.Content().First(n => n.EndsWith(".tmp", StringComparison.Ordinal));
        File.Move(_folder.At(first).FullPath, _folder.At(first[1..^7]).FullPath);
        using (var taken = New(name, maxRows, mark, IfExists.Fail))
        {
            taken.Mark(last: true).ToText().Should().Be(mark);
            taken.Complete();
        }
        Content().Should().Equal(expected);
    }

    [Fact]
    public void What_is_not_as_it_was_left_is_refused()
    {
        string mark;
        using (var left = New("o", null))
        {
            Write(left, 0, 5);
            mark = left.Mark(last: false).ToText();
        }
        Code(mark[..^1]).Should().Be("DM3025");
        Code("""{"Lengths":[]}""").Should().Be("DM3025");
        File.WriteAllText(_folder.At(".o.r1.tmp").FullPath, "[");
        Code(mark).Should().Be("DM3025");
        File.Delete(_folder.At(".o.r1.tmp").FullPath);
        Code(mark).Should().Be("DM3025");
    }

    [Fact]
    public void What_nobody_takes_up_is_taken_away()
    {
        OutputMark mark;
        using (var left = New("o{n}", 2))
        {
            Write(left, 0, 5);
            mark = left.Mark(last: false);
        }
        _folder.Content().Should().HaveCount(3);
        UnfinishedOutput.Discard(_folder.At("o{n}"), "r1", mark);
        _folder.Content().Should().BeEmpty();
        UnfinishedOutput.Discard(_folder.At("gone/o"), "r1", null);
    }

    private string Code(string mark)
    {
        var opening = () => New("o", null, mark).Dispose();
        return opening.Should().Throw<MigrationException>().Which.Diagnostic.Code;
    }

    private SortedDictionary<string, string> Undisturbed(string name, int? maxRows)
    {
        using (var output = New(name, maxRows))
        {
            Write(output, 0, 9);
            output.Complete();
        }
        var content = Content();
        foreach (string file in content.Keys) File.Delete(_folder.At(file).FullPath);
        return content;
    }

    private OutputFile New(string name, int? maxRows, string? mark = null, IfExists ifExists = IfExists.Replace) =>
        new(_folder.At(name), "r1", ifExists, new FileFrame("["u8.ToArray(), "]"u8.ToArray(), 1), maxRows, mark is null ? null : OutputMark.Parse(mark, _folder.At(name)));

    private static void Write(OutputFile output, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            output.Room();
            output.WriteRows([(byte)',', (byte)('0' + i)]);
            output.CountRows(1);
        }
    }

    /// <summary>Unpacked.</summary>
    private SortedDictionary<string, string> Content() => new(_folder.Content().ToDictionary(n => n, n =>
    {
        using var file = File.OpenRead(_folder.At(n).FullPath);
        return new StreamReader(n.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file).ReadToEnd();
    }), StringComparer.Ordinal);
}
