using System.Text;
using System.Text.Json;
using DataMigration.Connectors.Json;
using DataMigration.Data;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Json;

/// <summary>What the quick reader takes, the other one reads as the same values and finds nothing wrong with.</summary>
public sealed class WellFormedReaderTests
{
    private static readonly JsonField[] Fields =
    [
        JsonField.Of(new Field("a", DataType.Integer)), JsonField.Of(new Field("b.c", DataType.Text)), JsonField.Of(new Field("b", DataType.Json)), JsonField.Of(new Field("é", DataType.Text)),
    ];

    [Fact]
    public void Damaged_records_are_taken_only_where_nothing_is_wrong()
    {
        int taken = 0;
        for (int seed = 0; seed < 3000; seed++)
            foreach (string line in Encoding.UTF8.GetString(JsonDamageTests.Damage(seed, JsonDamageTests.Record(seed) + JsonDamageTests.Record(seed + 1))).Split('\n'))
                if (Compare(line, [JsonDamageTests.Record(1), JsonDamageTests.Record(2)])) taken++;
        taken.Should().BeGreaterThan(1000, "else little was compared");
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"c":"x","d":[{"e":null}]},"é":"y"}""")]
    [InlineData(""" {"b" : { "c" : null } , "\u00e9" : "\ud834\udd1e\n" , "a" : -1.50e1 }""")]
    [InlineData("""{"é":true,"a":"12","b":[]}""")]
    [InlineData("""{"é":"a string of more than thirty-two bytes, \"quoted\" behind them","b":{}}""")]
    [InlineData("{}")]
    public void Ordinary_records_are_taken(string record) => Compare(record, [record]).Should().BeTrue();

    [Theory]
    [InlineData("""{"new":1}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":1.}""")]
    [InlineData("""{"a":true}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"é":"\ud834"}""")]
    [InlineData("{\"é\":\"tab\tulator\"}")]
    [InlineData("""{"é":"\u00g0"}""")]
    [InlineData("""["a"]""")]
    [InlineData("""{"a":1""")]
    public void Others_are_left(string record) => Compare(record, ["""{"é":"x","a":1,"b":{"c":"y"}}"""]).Should().BeFalse();

    /// <summary>Whether the quick reader takes a record when both have seen others; the two agree in any case, and wherever the block ends.</summary>
    private static bool Compare(string record, string[] before)
    {
        bool taken = Compare(record, before, "");
        Compare(record, before, "\":1}, and what else a block holds behind a record").Should().Be(taken, record);
        return taken;
    }

    private static bool Compare(string record, string[] before, string behind)
    {
        var (quick, thorough) = (new JsonCells(Fields.Length), new JsonCells(Fields.Length));
        var faults = new JsonFaults(new RecordSchema(Fields.Select(f => f.Field)), new SourceSpan("", 0, 0, 0));
        var fields = new JsonFields(Fields, JsonUndeclared.Reject);
        var reader = new JsonRecordReader(fields, "", thorough, faults);
        foreach (string one in before) Read(reader, thorough, one);
        faults.Clear();

        byte[] bytes = Encoding.UTF8.GetBytes(record.Trim());
        if (bytes.Length == 0) return false;
        quick.Clear();
        quick.AddRow(0);
        quick.TextLength = bytes.Length;
        if (new WellFormedReader(fields, quick).Read([.. bytes, .. Encoding.UTF8.GetBytes(behind)], 0, bytes.Length, inLine: true) != bytes.Length) return false;
        quick.EndRow(bytes.Length);
        Read(reader, thorough, record.Trim());
        faults.IsBroken(0).Should().BeFalse(record);
        Show(quick, bytes).Should().Equal(Show(thorough, bytes), record);
        return true;
    }

    private static void Read(JsonRecordReader reader, JsonCells cells, string record)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(record);
        cells.Clear();
        cells.AddRow(0);
        cells.TextLength = bytes.Length;
        try
        {
            reader.Read(bytes, 0, bytes.Length, alone: true);
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException(record, e);
        }
        cells.EndRow(bytes.Length);
    }

    private static string?[] Show(JsonCells cells, byte[] bytes)
    {
        var heap = new TextHeap(bytes.Length + cells.UnescapedLength);
        heap.Append(bytes);
        heap.Append(cells.Unescaped);
        return [.. Enumerable.Range(0, Fields.Length).Select(f => cells.ToColumn(f, DataType.Text, heap).GetString(0))];
    }
}
