using DataMigration.Data;

namespace DataMigration.Tests.Data;

public class DataTypeTests
{
    [Fact]
    public void Every_type_reads_back_as_it_is_written()
    {
        var types = DataType.Named.Values.Concat([DataType.Decimal(1, 0), DataType.Decimal(12, 2), DataType.Decimal(38, 38)]);
        foreach (var type in types)
        {
            DataType.TryParse(type.ToString(), out var read).Should().BeTrue(type.ToString());
            read.Should().Be(type);
        }
        DataType.Named.Should().HaveCount(Enum.GetValues<DataKind>().Length - 1, "decimals come with their digits");
        DataType.Named.Should().OnlyContain(n => n.Key == n.Value.ToString());
    }

    [Fact]
    public void Blanks_inside_a_decimal_are_allowed()
    {
        DataType.TryParse("decimal( 12 , 2 )", out var type).Should().BeTrue();
        type.Should().Be(DataType.Decimal(12, 2));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Text")]
    [InlineData("string")]
    [InlineData("decimal")]
    [InlineData("decimal()")]
    [InlineData("decimal(12)")]
    [InlineData("decimal(0,0)")]
    [InlineData("decimal(39,2)")]
    [InlineData("decimal(2,3)")]
    [InlineData("decimal(-2,1)")]
    [InlineData("decimal(12,2")]
    [InlineData("decimal(1,2,3)")]
    [InlineData("decimal(99999999999,1)")]
    public void Anything_else_is_no_type(string? text) => DataType.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(39, 0)]
    [InlineData(5, 6)]
    [InlineData(5, -1)]
    public void A_decimal_that_cannot_be_is_refused(int precision, int scale) =>
        FluentActions.Invoking(() => DataType.Decimal(precision, scale)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Every_type_has_a_column()
    {
        foreach (var type in DataType.Named.Values.Append(DataType.Decimal(12, 2)))
        {
            using var column = Column.Create(type, 3);
            column.Type.Should().Be(type);
            column.Length.Should().Be(3);
            column.IsNull(2).Should().BeTrue();
            (column is TextColumn).Should().Be(type.IsHeapStored);
        }
    }
}
