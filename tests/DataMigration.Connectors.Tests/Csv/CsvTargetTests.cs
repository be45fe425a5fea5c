using System.Text;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

public sealed class CsvTargetTests : IDisposable
{
    private static readonly RecordSchema Schema = new([new("id", DataType.Integer), new("full name", DataType.Text)]);
    private static readonly object?[][] Sample = [[1L, "Ann"], [2L, null], [3L, ""], [null, "a,\"b\""], [5L, "x\ny"]];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writes_nulls_empty_texts_and_quotes_so_that_they_differ() =>
        (await WriteAsync(new CsvTargetOptions { Path = _folder.At("f.csv") }))
            .Should().Be("id,full name\n1,Ann\n2,\n3,\"\"\n,\"a,\"\"b\"\"\"\n5,\"x\ny\"\n");

    [Fact]
    public async Task Every_option_shows() =>
        (await WriteAsync(new CsvTargetOptions { Path = _folder.At("f.csv"), Delimiter = " ", Quote = "'", Bom = true, LineEnd = LineEnd.Crlf, NullText = "1" }))
            .Should().Be("\uFEFFid 'full name'\r\n'1' Ann\r\n2 1\r\n3 \r\n1 a,\"b\"\r\n5 'x\ny'\r\n");

    [Fact]
    public async Task Quoting_always_spares_null_only() =>
        (await WriteAsync(new CsvTargetOptions { Path = _folder.At("f.csv"), Quoting = CsvQuoting.Always, Header = false }))
            .Should().Be("\"1\",\"Ann\"\n\"2\",\n\"3\",\"\"\n,\"a,\"\"b\"\"\"\n\"5\",\"x\ny\"\n");

    [Fact]
    public async Task Values_are_written_by_the_formats_of_their_types()
    {
        var schema = new RecordSchema([new("b", DataType.Boolean), new("n", DataType.Number), new("d", DataType.Date), new("t", DataType.DateTime), new("o", DataType.DateTimeOffset), new("h", DataType.Time)]);
        var options = new CsvTargetOptions
        {
            Path = _folder.At("f.csv"), Delimiter = ";", TrueText = "yes", FalseText = "no;", DecimalPoint = ',', DateFormat = "d MMM yyyy", DatetimeFormat = "dd/MM/yy hh:mm tt", DatetimeOffsetFormat = "yyyyMMdd HHmmss.fff zzz", TimeFormat = "HH:mm",
        };
        var moment = new DateTime(2026, 1, 31, 15, 4, 5, 678);
        using var batch = Rows.Batch(schema, [[true, 1.5, moment.Date.Ticks / TimeSpan.TicksPerDay is var day ? (int)day : 0, moment.Ticks, new DateTimeOffset(moment, TimeSpan.FromHours(-3.5)), moment.TimeOfDay.Ticks], [false, -2.0, null, moment.Date.Ticks, null, 0L]]);
        var target = new CsvTarget(options, TestFolder.Context);
        var diagnostics = new DiagnosticBag();
        target.Validate(schema, diagnostics);
        diagnostics.Items.Should().BeEmpty();
        await using (var writer = await target.OpenAsync(new WriteRequest(schema, "r1", "pipeline", false), default))
        {
            await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
            await writer.CompleteAsync(default);
        }
        File.ReadAllText(options.Path.FullPath).Should().Be("b;n;d;t;o;h\nyes;1,5;31 Jan 2026;31/01/26 03:04 PM;20260131 150405.678 -03:30;15:04\n\"no;\";-2;;31/01/26 12:00 AM;;00:00\n");
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(5, 1)]
    public async Task Every_file_of_several_has_the_header(int maxRows, int files)
    {
        var target = new CsvTarget(new CsvTargetOptions { Path = _folder.At("f{n}.csv"), MaxRows = maxRows }, TestFolder.Context);
        await using (var writer = await target.OpenAsync(new WriteRequest(Schema, "r1", "pipeline", false), default))
        {
            await WriteSampleAsync(writer);
            await writer.CompleteAsync(default);
        }
        _folder.Content().Should().Equal(Enumerable.Range(1, files).Select(n => $"f{n}.csv"));
        string[] texts = [.. _folder.Content().Select(f => File.ReadAllText(_folder.At(f).FullPath))];
        texts.Should().OnlyContain(t => t.StartsWith("id,full name\n", StringComparison.Ordinal));
        string.Concat(texts.Select(t => t["id,full name\n".Length..])).Should().Be("1,Ann\n2,\n3,\"\"\n,\"a,\"\"b\"\"\"\n5,\"x\ny\"\n");
    }

    [Fact]
    public async Task The_old_file_stays_until_the_new_one_is_whole()
    {
        var path = _folder.Write("f.csv", "old");
        var target = new CsvTarget(new CsvTargetOptions { Path = path }, TestFolder.Context);
        await using (var writer = await target.OpenAsync(new WriteRequest(Schema, "r1", "pipeline", false), default))
        {
            await WriteSampleAsync(writer);
            await writer.CommitAsync(null, default);
            _folder.Content().Should().Equal(".f.csv.r1.tmp", "f.csv");
            File.ReadAllText(path.FullPath).Should().Be("old");
            await writer.CompleteAsync(default);
        }
        _folder.Content().Should().Equal("f.csv");
        File.ReadAllText(path.FullPath).Should().StartWith("id,");
    }

    [Fact]
    public async Task Left_early_it_takes_its_folders_away_again()
    {
        var target = new CsvTarget(new CsvTargetOptions { Path = _folder.At("a/b/f.csv") }, TestFolder.Context);
        await using (var writer = await target.OpenAsync(new WriteRequest(Schema, "r1", "pipeline", false), default)) _folder.Content().Should().HaveCount(3);
        _folder.Content().Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_can_be_read_and_replaced_in_one_run()
    {
        var path = _folder.Write("f.csv", "id,full name\n1,x\n2,y\n");
        var target = new CsvTarget(new CsvTargetOptions { Path = path }, TestFolder.Context);
        var source = new CsvSource(new CsvSourceOptions { Path = path, Undeclared = CsvUndeclared.Text, Columns = new Dictionary<string, DataType> { ["id"] = DataType.Integer } }, TestFolder.Context, 1);
        await source.DiscoverAsync(default);
        await using (var writer = await target.OpenAsync(new WriteRequest(Schema, "r1", "pipeline", false), default))
        {
            await foreach (var batch in source.ReadAsync(default))
            {
                await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
                batch.Dispose();
            }
            await writer.CompleteAsync(default);
        }
        File.ReadAllText(path.FullPath).Should().Be("id,full name\n1,x\n2,y\n");
    }

    [Fact]
    public async Task If_exists_fail_refuses_before_and_at_the_end()
    {
        var options = new CsvTargetOptions { Path = _folder.At("f.csv"), IfExists = IfExists.Fail };
        var target = new CsvTarget(options, TestFolder.Context);
        await using var writer = await target.OpenAsync(new WriteRequest(Schema, "r1", "pipeline", false), default);
        _folder.Write("f.csv", "appeared meanwhile");
        var diagnostics = new DiagnosticBag();
        await target.CheckAsync(Schema, diagnostics, default);
        diagnostics.Items.Should().ContainSingle().Which.Code.Should().Be("DM3007");
        (await writer.Invoking(w => w.CompleteAsync(default).AsTask()).Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3007");
        await writer.DisposeAsync();
        File.ReadAllText(options.Path.FullPath).Should().Be("appeared meanwhile");
        _folder.Content().Should().Equal("f.csv");
    }

    [Fact]
    public async Task A_folder_in_the_way_is_reported()
    {
        Directory.CreateDirectory(_folder.At("f.csv").FullPath);
        var target = new CsvTarget(new CsvTargetOptions { Path = _folder.At("f.csv") }, TestFolder.Context);
        var diagnostics = new DiagnosticBag();
        await target.CheckAsync(Schema, diagnostics, default);
        diagnostics.Items.Should().ContainSingle().Which.Code.Should().Be("DM3002");
    }

    [SkippableFact]
    public async Task A_full_disk_is_a_failure_of_the_world()
    {
        Skip.IfNot(File.Exists("/dev/full"), "this system has no /dev/full");
        Directory.CreateDirectory(_folder.At("out").FullPath);
        File.CreateSymbolicLink(_folder.At("out/.f.csv.r1.tmp").FullPath, "/dev/full");
        var target = new CsvTarget(new CsvTargetOptions { Path = _folder.At("out/f.csv") }, TestFolder.Context);
        var writing = async () =>
        {
            await using var writer = await target.OpenAsync(new WriteRequest(Schema, "r1", "pipeline", false), default);
            await WriteSampleAsync(writer);
            await writer.CommitAsync(null, default);
        };
        var failure = (await writing.Should().ThrowAsync<MigrationException>()).Which.Diagnostic;
        failure.Code.Should().Be("DM3006");
        failure.Message.Should().StartWith("'out/f.csv' could not be written: ");
        _folder.Content().Should().Equal("out");
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a\"b")]
    [InlineData("\n")]
    public void A_null_text_that_would_not_read_back_is_reported(string text)
    {
        var diagnostics = new DiagnosticBag();
        new CsvTarget(new CsvTargetOptions { Path = _folder.At("f.csv"), NullText = text }, TestFolder.Context).Validate(Schema, diagnostics);
        diagnostics.Items.Should().ContainSingle().Which.Code.Should().Be("DM3104");
    }

    private static async Task<string> WriteAsync(CsvTargetOptions options)
    {
        await using var writer = await new CsvTarget(options, TestFolder.Context).OpenAsync(new WriteRequest(Schema, "r1", "pipeline", false), default);
        await WriteSampleAsync(writer);
        await writer.CompleteAsync(default);
        return Encoding.UTF8.GetString(File.ReadAllBytes(options.Path.FullPath));
    }

    private static async Task WriteSampleAsync(ITargetWriter writer)
    {
        using var batch = Rows.Batch(Schema, Sample);
        (await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default)).Inserted.Should().Be(Sample.Length);
    }
}
