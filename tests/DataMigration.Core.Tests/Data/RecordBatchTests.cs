using DataMigration.Data;

namespace DataMigration.Tests.Data;

public class RecordBatchTests
{
    private static readonly RecordSchema Schema = new([new("a", DataType.Text), new("b", DataType.Integer)]);

    [Fact]
    public void A_schema_finds_its_fields_by_exact_name()
    {
        Schema.IndexOf("b").Should().Be(1);
        Schema.IndexOf("B").Should().Be(-1);
        FluentActions.Invoking(() => new RecordSchema([new("a", DataType.Text), new("a", DataType.Integer)])).Should().Throw<ArgumentException>().WithMessage("*'a'*");
    }

    [Fact]
    public void A_derived_batch_shares_rows_failures_and_origins_and_disposes_what_it_was_made_of()
    {
        var origins = new Origins();
        var source = new RecordBatch(Schema, 2, [new TextColumn(DataType.Text, 2), new Column<long>(DataType.Integer, 2)], origins);
        var middle = new RecordBatch(Schema, [source[0], source[1]], source);
        var derived = new RecordBatch(new RecordSchema([new("c", DataType.Text)]), [source[0]], middle);

        derived.Selection.Should().BeSameAs(source.Selection);
        derived.Failures.Should().BeSameAs(source.Failures);
        derived.Root.Should().BeSameAs(source);
        derived.Origins[1].Line.Should().Be(1);
        derived.Dispose();
        origins.Disposals.Should().Be(1);
        ((TextColumn)source[0]).Heap.Bytes.Should().BeEmpty("the one column of all three gave its heap back once");
        source.Selection.Count.Should().Be(0);
    }

    [Fact]
    public void Rows_made_of_others_lie_where_those_lie_and_no_two_at_one_position()
    {
        var source = new RecordBatch(Schema, 2, [new TextColumn(DataType.Text, 2), new Column<long>(DataType.Integer, 2)], new Origins());
        using var nested = Split(Split(source, 3), 3);

        Enumerable.Range(0, 18).Select(row => nested.Origins[row].Line).Should().Equal(Enumerable.Range(0, 18).Select(row => (long?)(row / 9)));
        Enumerable.Range(0, 18).Select(row => nested.Origins.Position(row)).Should().OnlyHaveUniqueItems();

        static RecordBatch Split(RecordBatch batch, int times)
        {
            int rows = batch.RowCount * times;
            return new RecordBatch(new RecordSchema([new("b", DataType.Integer)]), [new Column<long>(DataType.Integer, rows)], batch, [.. Enumerable.Range(0, rows).Select(row => row / times)]);
        }
    }

    private sealed class Origins : RowOrigins
    {
        public int Disposals { get; private set; }

        public override RowOrigin this[int row] => new(null, row, null, null);

        public override long Position(int row) => row;

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Disposals++;
        }
    }
}
